// A channel with room for two admits two goroutines at a time: it is no lock.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

final Channel<Unit> slots = new Channel<>(2);
int running;

void main() {
    var tasks = new WaitGroup();
    for (int i : range(2)) {
        tasks.go(() -> {
            slots.send(UNIT);
            running++; // RACE: both may be here
            slots.receive();
        });
    }
    tasks.await();
    IO.println("done");
}
