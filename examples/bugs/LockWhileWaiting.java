// main holds the lock while it waits for workers that need it.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    var mu = new Mutex();
    var wg = new WaitGroup();
    var sums = new ArrayList<Integer>();
    mu.lock();
    sums.add(0);
    for (int i : range(3)) wg.go(() -> add(mu, sums, i));
    wg.await();   // BUG: waits with the lock held
    IO.println(sums.size() + " sums");
    mu.unlock();
}

void add(Mutex mu, List<Integer> sums, int n) {
    try (var _ = mu.hold()) {   // BUG: main has it, and waits for us
        sums.add(n);
    }
}
