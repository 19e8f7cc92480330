// Four goroutines fetch an item each, and let the others pass at every step.
// On one processor all are under way but one is moving (concurrent); on two, two move (parallel).
import static dev.jopher.Go.*;
import dev.jopher.sync.*;
import java.util.concurrent.atomic.*;

final int STEPS = 200;

final Crowd underWay = new Crowd(), moving = new Crowd();

void main() {
    IO.println("processors: " + maxProcs());
    var wg = new WaitGroup();
    for (var item : List.of("bread", "eggs", "milk", "tea")) {
        wg.go(() -> fetch(item));
    }
    wg.await();
    IO.println("under way at once, at most: " + underWay.most());
    IO.println("moving at the same instant, mostly: " + moving.usual());
}

void fetch(String item) {
    underWay.enter();
    int effort = 0;
    for (int _ : range(STEPS)) {
        moving.enter();
        effort += step();
        moving.leave();
        gosched();
    }
    underWay.leave();
    IO.println("home with the " + item + " after " + effort + " efforts");
}

// Keeps a processor busy for a moment.
int step() {
    int effort = 0;
    for (int i = 0; i < 100_000; i++) {
        effort += i % 3;
    }
    return effort;
}

// How many are there now, and how often somebody who came made it so many.
class Crowd {
    final AtomicInteger now = new AtomicInteger();
    final AtomicIntegerArray times = new AtomicIntegerArray(5);

    void enter() { times.incrementAndGet(now.incrementAndGet()); }
    void leave() { now.decrementAndGet(); }

    int most() {
        int most = 0;
        for (int n : range(times.length())) {
            if (times.get(n) > 0) most = n;
        }
        return most;
    }

    int usual() {
        int usual = 0;
        for (int n : range(times.length())) {
            if (times.get(n) > times.get(usual)) usual = n;
        }
        return usual;
    }
}
