// SharedBalance.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int balance = 0;
final Mutex lock = new Mutex();

void main() {
    var deposits = new WaitGroup();
    for (int amount : new int[] {70, 30}) {
        deposits.go(() -> {
            try (var _ = lock.hold()) {
                balance += amount;
            }
        });
    }
    deposits.await();
    IO.println("done");
}
