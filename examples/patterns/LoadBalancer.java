// A hundred requesters, ten workers, one balancer that gives each request to the worker with the
// fewest pending ones. Every hundred requests it prints the load of each, mean and deviation.
import static dev.jopher.Go.*;
import dev.jopher.*;

final int REQUESTERS = 100;
final int WORKERS = 10;
final int EACH = 10; // requests of one requester

record Request(Callable<Integer> fn, Channel<Integer> c) {}

void main() {
    var work = new Channel<Request>();
    for (int _ : range(REQUESTERS)) go(this::requester, work);
    new Balancer().balance(work);
}

void requester(SendChannel<Request> work) {
    var c = new Channel<Integer>();
    for (int _ : range(EACH)) {
        sleep(Duration.ofMillis(random(10)));
        work.send(new Request(this::op, c));
        c.receive();
    }
}

int op() {
    int n = random(10);
    sleep(Duration.ofMillis(n));
    return n;
}

int random(int n) {
    return ThreadLocalRandom.current().nextInt(n);
}

class Worker {
    final Channel<Request> requests = new Channel<>(REQUESTERS);
    int pending;

    int pending() {
        return pending;
    }

    void work(SendChannel<Worker> done) throws Exception {
        for (var req : requests) {
            req.c().send(req.fn().call());
            done.send(this);
        }
    }
}

class Balancer {
    // The least loaded worker comes first.
    final PriorityQueue<Worker> pool = new PriorityQueue<>(Comparator.comparing(Worker::pending));
    final Channel<Worker> done = new Channel<>(WORKERS);
    final List<Worker> workers = new ArrayList<>();

    Balancer() {
        for (int _ : range(WORKERS)) {
            var w = new Worker();
            pool.add(w);
            workers.add(w);
            go(w::work, done);
        }
    }

    void balance(ReceiveChannel<Request> work) {
        var request = onReceive(work);
        var worker = onReceive(done);
        for (int completed = 0; completed < REQUESTERS * EACH; ) {
            switch (select(request, worker)) {
                case 0 -> dispatch(request.value());
                case 1 -> {
                    complete(worker.value());
                    completed++;
                    if (completed % 100 == 0) print(completed);
                }
            }
        }
    }

    void dispatch(Request req) {
        var w = pool.remove();
        w.requests.send(req);
        w.pending++;
        pool.add(w);
    }

    void complete(Worker w) {
        pool.remove(w);
        w.pending--;
        pool.add(w);
    }

    void print(int completed) {
        IO.println("completed " + completed);
        int sum = 0, squares = 0;
        IO.print("  pending");
        for (var w : workers) {
            IO.print(" " + w.pending);
            sum += w.pending;
            squares += w.pending * w.pending;
        }
        double mean = (double) sum / WORKERS;
        double deviation = Math.sqrt(squares * WORKERS - sum * sum) / WORKERS;
        IO.println(", mean %.2f, deviation %.2f".formatted(mean, deviation));
    }
}
