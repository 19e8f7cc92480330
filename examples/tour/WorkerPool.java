// Three workers share one queue of jobs and answer into one queue of results.
// A free worker takes the next job, so the results come in any order.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var jobs = new Channel<Integer>(100);
    var results = new Channel<String>(100);
    for (int _ : range(3)) go(this::worker, jobs, results);
    for (int i : range(30)) jobs.send(i);
    jobs.close();
    for (int _ : range(30)) IO.println(results.receive());
}

void worker(ReceiveChannel<Integer> jobs, SendChannel<String> results) {
    for (int n : jobs) results.send("fib(%d) = %d".formatted(n, fib(n)));
}

int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
