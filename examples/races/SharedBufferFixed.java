// SharedBuffer.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var log = new StringBuffer();
    var workers = new WaitGroup();
    for (int i : range(2)) {
        workers.go(() -> log.append("line ").append(i));
    }
    workers.await();
    IO.println("done");
}
