// main waits for one of two writers.
import static dev.jopher.Go.*;
import dev.jopher.*;

int total;

void main() {
    var first = new Channel<Unit>();
    go(() -> {
        sleep(Duration.ofMillis(20));
        first.close();
    });
    go(() -> total = 1); // RACE: closes nothing
    first.receive();
    sleep(Duration.ofMillis(100));
    total = 2; // RACE: only the first one is awaited
    IO.println("done");
}
