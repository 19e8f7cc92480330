// DoneTooEarly.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int result;

void main() {
    var worker = new WaitGroup();
    worker.add(1);
    go(() -> {
        result = 42;
        worker.done();
    });
    worker.await();
    sleep(Duration.ofMillis(100));
    IO.println(result >= 0);
}
