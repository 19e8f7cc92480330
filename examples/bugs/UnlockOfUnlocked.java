// A try lock may fail, and the finally block unlocks all the same.
import dev.jopher.sync.*;

Mutex mu = new Mutex();
int skipped;

void main() {
    refresh();
    IO.println(skipped + " skipped");
    mu.lock();      // a long refresh by another goroutine
    refresh();
    mu.unlock();    // BUG: refresh has unlocked it meanwhile
}

void refresh() {
    try {
        if (!mu.tryLock()) skipped++;
    } finally {
        mu.unlock();
    }
}
