// FlagWithoutOrder.java, corrected.
import static dev.jopher.Go.*;

volatile boolean stop;

void main() {
    go(() -> {
        while (!stop) {
            sleep(Duration.ofMillis(10));
        }
    });
    sleep(Duration.ofMillis(100));
    stop = true;
    sleep(Duration.ofMillis(100));
    IO.println("done");
}
