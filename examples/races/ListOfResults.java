// Workers add their results to one ArrayList, and some get lost.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new ArrayList<Integer>();
    var workers = new WaitGroup();
    for (int i : range(2)) {
        workers.go(() -> results.add(i * i)); // RACE: an ArrayList is not made for two
    }
    workers.await();
    IO.println("done");
}
