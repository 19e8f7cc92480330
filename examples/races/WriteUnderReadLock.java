// A cache counts its hits under the read lock, which many readers hold at once.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

final RWMutex lock = new RWMutex();
final String page = "hello";
int hits;

String get() {
    try (var _ = lock.rHold()) {
        hits++; // RACE: readers do not exclude each other
        return page;
    }
}

void main() {
    var readers = new WaitGroup();
    for (int i : range(2)) {
        readers.go(() -> get());
    }
    readers.await();
    IO.println("done");
}
