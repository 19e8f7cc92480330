// Double-checked locking with a field that is not volatile: the first check is a race.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

class Settings {
    int port = 80;
}

Settings settings;
final Mutex lock = new Mutex();

Settings get() {
    if (settings == null) { // RACE: reads without the lock
        try (var _ = lock.hold()) {
            if (settings == null) {
                settings = new Settings(); // RACE: the other one may see half of it
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
