// A worker that has nothing to do returns before it says that it is done.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    var wg = new WaitGroup();
    for (var file : List.of("a.txt", "", "b.txt")) {
        wg.add(1);
        go(() -> index(file, wg));
    }
    wg.await();   // BUG: one of the three never says done
    IO.println("all indexed");
}

void index(String file, WaitGroup wg) {
    if (file.isEmpty()) return;
    sleep(Duration.ofMillis(5));
    wg.done();
}
