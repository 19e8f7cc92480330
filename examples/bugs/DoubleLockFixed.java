// Corrected: the holder of the lock reads the field itself.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int cents = 500;

void main() {
    IO.println("transferred: " + withdraw(200));
}

boolean withdraw(int amount) {
    try (var _ = mu.hold()) {
        if (cents < amount) return false;
        cents -= amount;
        return true;
    }
}

int balance() {
    try (var _ = mu.hold()) {
        return cents;
    }
}
