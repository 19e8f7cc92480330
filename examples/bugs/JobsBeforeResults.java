// main hands out all jobs before it reads the first result. The workers cannot get rid of their
// results, and stop taking jobs.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var jobs = new Channel<Integer>();
    var results = new Channel<Integer>();
    for (var _ : range(2)) go(() -> work(jobs, results));
    for (int i : range(5)) jobs.send(i);   // BUG: the workers wait for a receiver of their results
    jobs.close();
    int sum = 0;
    for (var _ : range(5)) sum += results.receive();
    IO.println("sum " + sum);
}

void work(ReceiveChannel<Integer> jobs, SendChannel<Integer> results) {
    for (int n : jobs) results.send(n * n);   // BUG: main does not receive yet
}
