// A copy takes a permit, and so does each of the two reads that it is made of. Three copies at
// once take all three permits.
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
    files.acquire();
    try {
        sleep(Duration.ofMillis(200));
        read(file);
    } finally {
        files.release();
    }
}

void read(String file) {
    files.acquire();   // BUG: copy, which calls this, has a permit already
    files.release();
}
