// A reader gives back the write lock, which it does not have.
import dev.jopher.sync.*;

RWMutex mu = new RWMutex();
Map<String, String> users = new HashMap<>(Map.of("1", "Ann"));

void main() {
    IO.println("hello, " + user("1"));
}

String user(String id) {
    mu.rLock();
    try {
        return users.get(id);
    } finally {
        mu.unlock();   // BUG: rLock, and then not rUnlock
    }
}
