// A worker polls a plain field that says whether to stop. It may never see the change.
import static dev.jopher.Go.*;

boolean stop;

void main() {
    go(() -> {
        while (!stop) { // RACE: nothing makes the write visible
            sleep(Duration.ofMillis(10));
        }
    });
    sleep(Duration.ofMillis(100));
    stop = true; // RACE: a plain write
    sleep(Duration.ofMillis(100));
    IO.println("done");
}
