// Two goroutines read and write the same memory: each deposit reads the balance and writes it back.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

int balance = 0;

void main() {
    var deposits = new WaitGroup();
    for (int amount : new int[] {70, 30}) {
        deposits.go(() -> balance += amount); // RACE: the other deposit may come between
    }
    deposits.await();
    IO.println("done");
}
