// Corrected: hold() in a try gives the lock back on every way out.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int tickets = 2;

void main() {
    for (var customer : List.of("Ann", "Bob", "Cy", "Di")) {
        IO.println(customer + ": " + buy());
    }
}

boolean buy() {
    try (var _ = mu.hold()) {
        if (tickets == 0) {
            return false;
        }
        tickets--;
        return true;
    }
}
