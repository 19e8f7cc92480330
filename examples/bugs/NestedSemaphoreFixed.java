// Corrected: a copy takes all that it needs at once.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Semaphore files = new Semaphore(3);

void main() {
    var wg = new WaitGroup();
    for (int i : range(3)) wg.go(() -> copy("file " + i));
    wg.await();
    IO.println("copied");
}

void copy(String file) {
    files.acquire(2);
    try {
        sleep(Duration.ofMillis(200));
        read(file);
    } finally {
        files.release(2);
    }
}

void read(String file) {
    IO.println("read " + file);
}
