// MapWithoutLock.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.concurrent.ConcurrentHashMap;

final Map<String, Integer> ages = new ConcurrentHashMap<>();

void main() {
    var writers = new WaitGroup();
    for (String name : List.of("Ann", "Bob")) {
        writers.go(() -> ages.put(name, 30));
    }
    writers.await();
    IO.println("done");
}
