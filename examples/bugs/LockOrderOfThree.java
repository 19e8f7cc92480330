// Three services that lock themselves and then the next one: no two of them do it in opposite
// orders, and still all wait.
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
        try (var _ = orders.hold()) {}   // BUG: users before orders
    }
}

void order() {
    try (var _ = orders.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = stock.hold()) {}    // BUG: orders before stock
    }
}

void restock() {
    try (var _ = stock.hold()) {
        sleep(Duration.ofMillis(200));
        try (var _ = users.hold()) {}    // BUG: stock before users
    }
}
