// DoubleCheck.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

class Settings {
    int port = 80;
}

volatile Settings settings;
final Mutex lock = new Mutex();

Settings get() {
    if (settings == null) {
        try (var _ = lock.hold()) {
            if (settings == null) {
                settings = new Settings();
            }
        }
    }
    return settings;
}

void main() {
    go(() -> get());
    sleep(Duration.ofMillis(100));
    IO.println(get() != null);
}
