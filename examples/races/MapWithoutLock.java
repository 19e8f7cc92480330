// Two goroutines put into the same HashMap. Go ends such a program when it notices.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

final Map<String, Integer> ages = new HashMap<>();

void main() {
    var writers = new WaitGroup();
    for (String name : List.of("Ann", "Bob")) {
        writers.go(() -> ages.put(name, 30)); // RACE: a HashMap is not made for two
    }
    writers.await();
    IO.println("done");
}
