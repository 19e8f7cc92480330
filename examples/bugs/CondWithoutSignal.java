// A queue whose put forgets to signal: a goroutine that waits for an item never gets one.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Cond changed = new Cond(mu);
Deque<String> items = new ArrayDeque<>();

void main() {
    var done = new WaitGroup();
    done.go(() -> IO.println("took " + take()));
    sleep(Duration.ofMillis(100));
    put("wool");
    done.await();
}

void put(String item) {
    try (var _ = mu.hold()) {
        items.add(item);
    }
}

String take() {
    try (var _ = mu.hold()) {
        while (items.isEmpty()) changed.await();   // BUG: no code ever signals
        return items.remove();
    }
}
