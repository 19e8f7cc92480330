// Ten thousand goroutines on one processor: all under way at once, one at a time running.
// Each sleeps a second, and still they take little more than one second together.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;
import java.util.concurrent.atomic.*;

final AtomicInteger running = new AtomicInteger(), most = new AtomicInteger();

void main() {
    maxProcs(1);
    var start = Instant.now();
    var wg = new WaitGroup();
    for (int _ : range(10_000)) {
        wg.go(() -> {
            sleep(Duration.ofSeconds(1));
            run();
        });
    }
    int goroutines = numGoroutine();
    wg.await();
    IO.println("goroutines: " + goroutines);
    IO.println("running at the same time, at most: " + most.get());
    IO.println("time: " + Duration.between(start, Instant.now()).toMillis() + " ms");
}

void run() {
    int n = running.incrementAndGet();
    if (n > most.get()) most.set(n);
    running.decrementAndGet();
}
