// Corrected: await.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() throws Exception {
    var wg = new WaitGroup();
    wg.go(() -> IO.println("working"));
    sleep(Duration.ofMillis(20));
    wg.await();
    IO.println("done");
}
