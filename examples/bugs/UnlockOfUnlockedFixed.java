// Corrected: a goroutine that did not get the lock does not release it.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int skipped;

void main() {
    refresh();
    IO.println(skipped + " skipped");
    mu.lock();      // a long refresh by another goroutine
    refresh();
    mu.unlock();
}

void refresh() {
    if (mu.tryLock()) {
        mu.unlock();
    } else {
        skipped++;
    }
}
