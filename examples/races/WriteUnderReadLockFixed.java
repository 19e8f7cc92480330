// WriteUnderReadLock.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.concurrent.atomic.AtomicInteger;

final RWMutex lock = new RWMutex();
final String page = "hello";
final AtomicInteger hits = new AtomicInteger();

String get() {
    try (var _ = lock.rHold()) {
        hits.incrementAndGet();
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
