// The producer rings a bell if the consumer listens. The consumer looks, sees nothing, and only
// then begins to listen.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Deque<String> items = new ArrayDeque<>();
Channel<Unit> bell = new Channel<>();

void main() {
    go(() -> put("wool"));
    IO.println("took " + take());
}

void put(String item) {
    sleep(Duration.ofMillis(100));
    try (var _ = mu.hold()) {
        items.add(item);
    }
    bell.trySend(UNIT);
}

String take() {
    for (;;) {
        String item;
        try (var _ = mu.hold()) {
            item = items.poll();
        }
        if (item != null) return item;
        sleep(Duration.ofMillis(400));   // logs that there is nothing
        bell.receive();                 // BUG: the bell rang before we listened
    }
}
