// A worker reports that it is done, and writes its result after that.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int result;

void main() {
    var worker = new WaitGroup();
    worker.add(1);
    go(() -> {
        worker.done();
        result = 42; // RACE: main does not wait for it
    });
    worker.await();
    sleep(Duration.ofMillis(100));
    IO.println(result >= 0); // RACE: 0 or 42?
}
