// Two goroutines are started, main returns, and that is the end of the program.
// No code waits for them: neither a sheep nor a fish is ever counted.
import static dev.jopher.Go.*;

void main() {
    go(this::count, "sheep");
    go(this::count, "fish");
    IO.println("main returns");
}

void count(String thing) {
    for (int i = 1; true; i++) {
        sleep(Duration.ofSeconds(1));
        IO.println(i + " " + thing);
    }
}
