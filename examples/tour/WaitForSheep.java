// A WaitGroup lets main wait until both goroutines have ended.
// Sheep and fish are counted side by side, and "all counted" comes last.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    var wg = new WaitGroup();
    wg.add(1);
    go(() -> {
        try {
            count("sheep");
        } finally {
            wg.done();
        }
    });
    wg.go(() -> count("fish")); // the same, shorter
    wg.await();
    IO.println("all counted");
}

void count(String thing) {
    for (int i = 1; i <= 5; i++) {
        IO.println(i + " " + thing);
        sleep(Duration.ofMillis(100));
    }
}
