// Corrected: wg.go does the counting.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    var wg = new WaitGroup();
    for (var file : List.of("a.txt", "", "b.txt")) {
        wg.go(() -> index(file));
    }
    wg.await();
    IO.println("all indexed");
}

void index(String file) {
    if (file.isEmpty()) return;
    sleep(Duration.ofMillis(5));
}
