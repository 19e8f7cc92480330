// A ticket counter returns early when it is sold out, and keeps the lock.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int tickets = 2;

void main() {
    for (var customer : List.of("Ann", "Bob", "Cy", "Di")) {
        IO.println(customer + ": " + buy());
    }
}

boolean buy() {
    mu.lock();   // BUG: the one before returned without unlock
    if (tickets == 0) {
        return false;
    }
    tickets--;
    mu.unlock();
    return true;
}
