// Two requests lock a cache and its statistics in opposite orders. The server's heartbeat
// continues, so the deadlock is not noticed.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    serve(new Mutex(), new Mutex());
    for (var _ : range(20)) {
        sleep(Duration.ofMillis(50));   // the heartbeat
    }
    IO.println("up and running");
}

void serve(Mutex cache, Mutex statistics) {
    go(() -> put(cache, statistics));
    go(() -> report(cache, statistics));
}

void put(Mutex cache, Mutex statistics) {
    try (var _ = cache.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = statistics.hold()) {}   // BUG: the cache first
    }
}

void report(Mutex cache, Mutex statistics) {
    try (var _ = statistics.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = cache.hold()) {}        // BUG: the statistics first
    }
}
