// A handler throws while it holds the lock. The server goes on, as servers do, and every later
// request waits.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Map<String, Integer> hits = new HashMap<>();

void main() {
    for (var request : List.of("/a", "", "/b")) {
        var done = new Channel<Unit>();
        go(() -> serve(request, done));
        done.receive();
    }
}

void serve(String request, SendChannel<Unit> done) {
    try {
        handle(request);
    } catch (RuntimeException e) {
        IO.println("500: " + e.getMessage());
    } finally {
        done.close();
    }
}

void handle(String request) {
    mu.lock();   // BUG: one that threw has it still
    if (request.isEmpty()) throw new IllegalArgumentException("empty request");
    hits.merge(request, 1, Integer::sum);
    mu.unlock();
    IO.println("200: " + request);
}
