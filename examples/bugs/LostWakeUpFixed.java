// Corrected: room for one ring: it is remembered until the consumer listens.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Deque<String> items = new ArrayDeque<>();
Channel<Unit> bell = new Channel<>(1);

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
        bell.receive();
    }
}
