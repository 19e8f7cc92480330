// The program's own exit code; no goroutine is waited for and no finally block runs.
// See it with: echo $?
import static dev.jopher.Go.*;

void main() {
    try {
        go(() -> select());
        IO.println("leaving with 3");
        System.exit(3);
    } finally {
        IO.println("never printed");
    }
}
