// Corrected: rHold() in a try knows what to give back.
import dev.jopher.sync.*;

RWMutex mu = new RWMutex();
Map<String, String> users = new HashMap<>(Map.of("1", "Ann"));

void main() {
    IO.println("hello, " + user("1"));
}

String user(String id) {
    try (var _ = mu.rHold()) {
        return users.get(id);
    }
}
