// The channel of errors has room for one, main returns at the first one, and three checks fail.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println("check: " + check("disk", "memory", "network"));
    sleep(Duration.ofMillis(200));
}

String check(String... parts) {
    var errors = new Channel<String>(1);
    for (var part : parts) {
        go(() -> errors.send(part + " failed"));   // BUG: room for one error, only one is received
    }
    return errors.receive().replaceFirst("\\w+", "something");
}
