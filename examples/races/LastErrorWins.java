// Two goroutines store their error in one variable outside of them.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var error = new String[1];
    var tasks = new WaitGroup();
    for (String name : List.of("web", "image")) {
        tasks.go(() -> error[0] = name + " failed"); // RACE: one variable for both
    }
    tasks.await();
    IO.println(error[0] != null);
}
