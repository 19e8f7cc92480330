// Corrected: the broker sends without the lock, and only to subscribers that have room.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Set<Channel<String>> subscribers = new HashSet<>();

void main() {
    var wg = new WaitGroup();
    var c = subscription();
    wg.go(() -> subscribe(c));
    for (var news : List.of("rain", "sun")) publish(news);
    wg.await();
}

Channel<String> subscription() {
    var c = new Channel<String>(1);
    try (var _ = mu.hold()) {
        subscribers.add(c);
    }
    return c;
}

void publish(String news) {
    try (var _ = mu.hold()) {
        for (var c : subscribers) c.trySend(news);
    }
}

void subscribe(Channel<String> c) {
    IO.println(c.receive());
    sleep(Duration.ofMillis(200));
    try (var _ = mu.hold()) {
        subscribers.remove(c);
    }
}
