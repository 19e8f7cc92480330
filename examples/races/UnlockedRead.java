// The writer takes the lock, and the reader thinks that it needs none.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int stock = 10;
final Mutex lock = new Mutex();

void main() {
    go(() -> {
        try (var _ = lock.hold()) {
            stock--; // RACE: the lock orders nothing for a reader without it
        }
    });
    sleep(Duration.ofMillis(500));
    IO.println(stock > 0 ? "in stock" : "sold out"); // RACE: without the lock
}
