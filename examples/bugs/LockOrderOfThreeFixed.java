// Corrected: users before orders before stock, everywhere.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Mutex users = new Mutex();
Mutex orders = new Mutex();
Mutex stock = new Mutex();

void main() {
    var wg = new WaitGroup();
    wg.go(this::rename);
    wg.go(this::order);
    wg.go(this::restock);
    wg.await();
    IO.println("done");
}

void rename() {
    try (var _ = users.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = orders.hold()) {}
    }
}

void order() {
    try (var _ = orders.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = stock.hold()) {}
    }
}

void restock() {
    try (var _ = users.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = stock.hold()) {}
    }
}
