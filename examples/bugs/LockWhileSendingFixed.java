// Corrected: the lock is given back before the send.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int pending;

void main() {
    var jobs = new Channel<String>();
    var wg = new WaitGroup();
    wg.go(() -> consume(jobs));
    wg.go(() -> produce(jobs));
    wg.await();
}

void produce(SendChannel<String> jobs) {
    for (int i : range(3)) {
        try (var _ = mu.hold()) {
            pending++;
        }
        jobs.send("job " + i);
    }
    jobs.close();
}

void consume(ReceiveChannel<String> jobs) {
    for (;;) {
        sleep(Duration.ofMillis(100));
        try (var _ = mu.hold()) {
            if (pending > 0) pending--;
        }
        if (!(jobs.receive() instanceof String job)) return;
        IO.println(job);
    }
}
