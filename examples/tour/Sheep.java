// Two goroutines count sheep and fish at the same time, each over a channel of its own.
// Neither waits for the other; closing a channel ends the loop that ranges over it.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var sheep = new Channel<String>();
    var fish = new Channel<String>();
    go(this::count, "sheep", sheep);
    go(this::count, "fish", fish);

    var shows = new WaitGroup();
    shows.go(() -> show(sheep));
    shows.go(() -> show(fish));
    shows.await();
}

void count(String thing, SendChannel<String> c) {
    for (int i = 1; i <= 5; i++) {
        c.send(i + " " + thing);
        sleep(Duration.ofMillis(500));
    }
    c.close();
}

void show(ReceiveChannel<String> c) {
    for (var msg : c) IO.println(msg);
}
