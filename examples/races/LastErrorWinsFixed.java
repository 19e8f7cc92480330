// LastErrorWins.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var errors = new Channel<String>(2);
    var tasks = new WaitGroup();
    for (String name : List.of("web", "image")) {
        tasks.go(() -> errors.send(name + " failed"));
    }
    tasks.await();
    IO.println(errors.receive() != null);
}
