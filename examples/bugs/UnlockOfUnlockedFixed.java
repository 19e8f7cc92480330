// Corrected: who did not get the lock does not give it back.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int skipped;

void main() {
    refresh();
    IO.println(skipped + " skipped");
    mu.lock();      // a long refresh by somebody else
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
