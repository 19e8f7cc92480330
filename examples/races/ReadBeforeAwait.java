// main reads a result before it waits for the group.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int sum;

void main() {
    var adding = new WaitGroup();
    adding.go(() -> sum = 42); // RACE: main reads it already
    sleep(Duration.ofMillis(100));
    IO.println(sum >= 0); // RACE: await comes too late
    adding.await();
}
