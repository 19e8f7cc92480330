// Corrected: a finally block puts the connection back.
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
    var connection = pool.receive();
    try {
        if (table.equals("nosuch")) throw new IllegalStateException("no such table");
        return "rows of " + table;
    } finally {
        pool.send(connection);
    }
}
