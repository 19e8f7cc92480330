// ListOfResults.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<Integer>(2);
    var workers = new WaitGroup();
    for (int i : range(2)) {
        workers.go(() -> results.send(i * i));
    }
    workers.await();
    IO.println("done");
}
