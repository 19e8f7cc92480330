// BufferedIsNoLock.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

final Channel<Unit> slots = new Channel<>(1);
int running;

void main() {
    var tasks = new WaitGroup();
    for (int i : range(2)) {
        tasks.go(() -> {
            slots.send(UNIT);
            running++;
            slots.receive();
        });
    }
    tasks.await();
    IO.println("done");
}
