// Corrected: a goroutine of its own hands out the jobs.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var jobs = new Channel<Integer>();
    var results = new Channel<Integer>();
    for (var _ : range(2)) go(() -> work(jobs, results));
    go(() -> {
        for (int i : range(5)) jobs.send(i);
        jobs.close();
    });
    int sum = 0;
    for (var _ : range(5)) sum += results.receive();
    IO.println("sum " + sum);
}

void work(ReceiveChannel<Integer> jobs, SendChannel<Integer> results) {
    for (int n : jobs) results.send(n * n);
}
