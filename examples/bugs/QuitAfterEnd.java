// main asks the worker to quit. The worker has exited by itself already; no goroutine receives.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var quit = new Channel<Unit>();
    go(() -> work(quit));
    sleep(Duration.ofMillis(300));
    quit.send(UNIT);   // BUG: waits for a worker that may have ended
    IO.println("stopped");
}

void work(ReceiveChannel<Unit> quit) {
    for (int i : range(3)) {
        if (select(onReceive(quit), onTimeout(Duration.ofMillis(i))) == 0) return;
    }
}
