// Four goroutines fetch an item each, and let the others pass at every step.
// On one processor all are under way but one is moving (concurrent); on two, two move (parallel).
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.concurrent.atomic.*;

final int STEPS = 1000;

final Crowd underWay = new Crowd(), moving = new Crowd();

void main() {
    var home = new Channel<String>(4);
    var wg = new WaitGroup();
    for (var item : List.of("bread", "eggs", "milk", "tea")) {
        wg.go(() -> fetch(item, home));
    }
    wg.await();
    home.close();
    for (var what : home) IO.println(what);
    IO.println("processors: " + maxProcs());
    IO.println("under way at once, at most: " + underWay.most());
    IO.println("moving at the same instant, often: " + moving.often());
}

void fetch(String item, SendChannel<String> home) {
    underWay.enter();
    int effort = 0;
    for (int _ : range(STEPS)) {
        moving.enter();
        effort += step();
        moving.leave();
        gosched();
    }
    underWay.leave();
    home.send("home with the " + item + " after " + effort + " efforts");
}

// Keeps a processor busy for a moment.
int step() {
    int effort = 0;
    for (int i = 0; i < 100_000; i++) {
        effort += i % 3;
    }
    return effort;
}

// How many are there now, and how often a customer that came made it so many.
class Crowd {
    final AtomicInteger now = new AtomicInteger();
    final AtomicIntegerArray times = new AtomicIntegerArray(5);

    void enter() { times.incrementAndGet(now.incrementAndGet()); }
    void leave() { now.decrementAndGet(); }

    // The largest number that there ever was.
    int most() { return atLeast(1); }

    // The largest number that there was at every tenth arrival or more.
    int often() { return atLeast(4 * STEPS / 10); }

    int atLeast(int howOften) {
        int n = times.length() - 1;
        while (times.get(n) < howOften) n--;
        return n;
    }
}
