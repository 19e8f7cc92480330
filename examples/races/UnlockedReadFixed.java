// UnlockedRead.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int stock = 10;
final Mutex lock = new Mutex();

void main() {
    go(() -> {
        try (var _ = lock.hold()) {
            stock--;
        }
    });
    sleep(Duration.ofMillis(500));
    try (var _ = lock.hold()) {
        IO.println(stock > 0 ? "in stock" : "sold out");
    }
}
