// Corrected: the holder of the read lock does not ask for it again.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

RWMutex mu = new RWMutex();
Map<String, Integer> prices = new HashMap<>(Map.of("wool", 3, "fish", 5));

void main() {
    var wg = new WaitGroup();
    wg.go(() -> IO.println("total: " + total()));
    wg.go(this::raise);
    wg.await();
}

int total() {
    try (var _ = mu.rHold()) {
        int sum = 0;
        for (var thing : List.of("wool", "fish")) {
            sleep(Duration.ofMillis(200));
            sum += prices.get(thing);
        }
        return sum;
    }
}

int price(String thing) {
    try (var _ = mu.rHold()) {
        return prices.get(thing);
    }
}

void raise() {
    sleep(Duration.ofMillis(100));
    try (var _ = mu.hold()) {
        prices.replaceAll((_, p) -> p + 1);
    }
}
