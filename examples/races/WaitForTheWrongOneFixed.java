// WaitForTheWrongOne.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;

int total;

void main() {
    var first = new Channel<Unit>();
    var second = new Channel<Unit>();
    go(() -> {
        sleep(Duration.ofMillis(20));
        first.close();
    });
    go(() -> {
        total = 1;
        second.close();
    });
    first.receive();
    second.receive();
    total = 2;
    IO.println("done");
}
