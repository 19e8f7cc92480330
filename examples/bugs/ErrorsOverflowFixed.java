// Corrected: room for as many errors as there are checks.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println("check: " + check("disk", "memory", "network"));
    sleep(Duration.ofMillis(200));
}

String check(String... parts) {
    var errors = new Channel<String>(parts.length);
    for (var part : parts) {
        go(() -> errors.send(part + " failed"));
    }
    return errors.receive().replaceFirst("\\w+", "something");
}
