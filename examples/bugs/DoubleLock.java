// A bank account: transfer holds the lock and calls balance, which locks it again. A Mutex is not
// reentrant.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int cents = 500;

void main() {
    IO.println("transferred: " + withdraw(200));
}

boolean withdraw(int amount) {
    try (var _ = mu.hold()) {
        if (balance() < amount) return false;
        cents -= amount;
        return true;
    }
}

int balance() {
    try (var _ = mu.hold()) {   // BUG: withdraw, which calls this, has the lock already
        return cents;
    }
}
