// Two transfers at once, one from a to b and one from b to a: each holds the lock that the other
// wants.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

record Account(Mutex mu, int[] cents) {}

void main() {
    var a = new Account(new Mutex(), new int[] {500});
    var b = new Account(new Mutex(), new int[] {500});
    var wg = new WaitGroup();
    wg.go(() -> transfer(a, b, 100));
    wg.go(() -> transfer(b, a, 50));
    wg.await();
    IO.println(a.cents[0] + " " + b.cents[0]);
}

void transfer(Account from, Account to, int amount) {
    try (var _ = from.mu.hold()) {
        sleep(Duration.ofMillis(200));   // asks whether it is covered
        try (var _ = to.mu.hold()) {    // BUG: the order of the locks depends on the payer
            from.cents[0] -= amount;
            to.cents[0] += amount;
        }
    }
}
