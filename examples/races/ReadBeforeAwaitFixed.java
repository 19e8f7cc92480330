// ReadBeforeAwait.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int sum;

void main() {
    var adding = new WaitGroup();
    adding.go(() -> sum = 42);
    sleep(Duration.ofMillis(100));
    adding.await();
    IO.println(sum >= 0);
}
