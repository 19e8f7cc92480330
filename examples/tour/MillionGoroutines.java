// One million goroutines, each blocked on a channel; closing it releases them all.
// Look at the memory that one of them takes while it waits.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.concurrent.atomic.*;

final int MILLION = 1_000_000;

void main() {
    var release = new Channel<Unit>();
    var started = new WaitGroup();
    var ended = new WaitGroup();
    var woken = new AtomicLong();
    long before = memory();

    started.add(MILLION);
    for (int _ : range(MILLION)) {
        ended.go(() -> {
            started.done();
            release.receive();
            woken.incrementAndGet();
        });
    }
    started.await();
    IO.println("goroutines: " + numGoroutine());
    IO.println("memory for each: " + (memory() - before) / MILLION + " bytes");

    release.close();
    ended.await();
    IO.println("released: " + woken.get());
}

long memory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
}
