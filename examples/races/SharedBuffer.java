// Two goroutines append to the same StringBuilder.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var log = new StringBuilder();
    var workers = new WaitGroup();
    for (int i : range(2)) {
        workers.go(() -> log.append("line ").append(i)); // RACE: letters get mixed
    }
    workers.await();
    IO.println("done");
}
