// Main ends itself without returning: its finally blocks run, the others keep running.
// When the last of them has ended, none is left that could return from main: exit code 2.
import static dev.jopher.Go.*;

void main() {
    go(() -> {
        sleep(Duration.ofMillis(100));
        IO.println("the other one goes on");
    });
    try {
        goexit();
    } finally {
        IO.println("main's deferred call runs");
    }
}
