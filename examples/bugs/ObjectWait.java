// Every Java object has a wait(), and it is not the one that waits for the group.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() throws Exception {
    var wg = new WaitGroup();
    wg.go(() -> IO.println("working"));
    sleep(Duration.ofMillis(20));
    wg.wait();   // BUG: Object.wait(), which needs a monitor
    IO.println("done");
}
