// Corrected: all lock in the same order, here by an id.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

record Account(int id, Mutex mu, int[] cents) {}

void main() {
    var a = new Account(1, new Mutex(), new int[] {500});
    var b = new Account(2, new Mutex(), new int[] {500});
    var wg = new WaitGroup();
    wg.go(() -> transfer(a, b, 100));
    wg.go(() -> transfer(b, a, 50));
    wg.await();
    IO.println(a.cents[0] + " " + b.cents[0]);
}

void transfer(Account from, Account to, int amount) {
    var first = from.id < to.id ? from : to;
    var second = first == from ? to : from;
    try (var _ = first.mu.hold()) {
        sleep(Duration.ofMillis(200));   // asks whether it is covered
        try (var _ = second.mu.hold()) {
            from.cents[0] -= amount;
            to.cents[0] += amount;
        }
    }
}
