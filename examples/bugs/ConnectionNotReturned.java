// A pool of two connections. A query that throws does not put its connection back.
import dev.jopher.*;

Channel<String> pool = new Channel<>(2);

void main() {
    pool.send("connection 1");
    pool.send("connection 2");
    for (var table : List.of("users", "nosuch", "orders", "nosuch", "stock")) {
        try {
            IO.println(query(table));
        } catch (IllegalStateException e) {
            IO.println("error: " + e.getMessage());
        }
    }
}

String query(String table) {
    pool.receive();   // BUG: two queries have thrown and not put theirs back
    if (table.equals("nosuch")) throw new IllegalStateException("no such table");
    pool.send("a connection");
    return "rows of " + table;
}
