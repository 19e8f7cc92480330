// A buffered channel as a semaphore: no more than three tasks are at work at any time.
// The token is taken before the goroutine starts, so no more than three are ever made.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.concurrent.atomic.*;

final int LIMIT = 3;

void main() {
    var sem = new Channel<Unit>(LIMIT);
    var tasks = new WaitGroup();
    var working = new AtomicInteger();
    var most = new AtomicInteger();
    for (int i : range(12)) {
        sem.send(UNIT); // waits while three are at work
        tasks.go(() -> {
            int n = working.incrementAndGet();
            if (n > most.get()) most.set(n);
            sleep(Duration.ofMillis(20));
            IO.println("task " + i + " done");
            working.decrementAndGet();
            sem.receive();
        });
    }
    tasks.await();
    IO.println("never more than " + LIMIT + " at once: " + (most.get() <= LIMIT));
}
