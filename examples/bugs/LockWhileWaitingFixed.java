// Corrected: the lock is given back before the wait.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    var mu = new Mutex();
    var wg = new WaitGroup();
    var sums = new ArrayList<Integer>();
    mu.lock();
    sums.add(0);
    mu.unlock();
    for (int i : range(3)) wg.go(() -> add(mu, sums, i));
    wg.await();
    IO.println(sums.size() + " sums");
}

void add(Mutex mu, List<Integer> sums, int n) {
    try (var _ = mu.hold()) {
        sums.add(n);
    }
}
