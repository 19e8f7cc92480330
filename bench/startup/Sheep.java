// The tour's Sheep without its sleeps: what is left is the start.
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
    }
    c.close();
}

void show(ReceiveChannel<String> c) {
    for (var msg : c) IO.println(msg);
}
