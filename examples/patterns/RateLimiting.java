// Requests are served when a tick comes, every 50 ms; then with a burst of three saved up.
// Of the second five the first three come at once, the others wait for their tick.
import static dev.jopher.Go.*;
import dev.jopher.*;

final Duration INTERVAL = Duration.ofMillis(50);

void main() {
    IO.println("steady");
    var throttle = tick(INTERVAL);
    serve(throttle);

    IO.println("with bursts");
    var bursty = new Channel<Instant>(3);
    for (int _ : range(3)) bursty.send(Instant.now());
    go(() -> {
        for (var t : tick(INTERVAL)) bursty.send(t);
    });
    serve(bursty);
}

void serve(ReceiveChannel<Instant> limiter) {
    var requests = new Channel<Integer>(5);
    for (int i : range(5)) requests.send(i);
    requests.close();

    var start = Instant.now();
    for (int req : requests) {
        limiter.receive();
        IO.println("request " + req);
        IO.println("  after " + since(start).toMillis() + " ms");
    }
    IO.println("too fast: " + (since(start).compareTo(INTERVAL) < 0));
}

Duration since(Instant start) {
    return Duration.between(start, Instant.now());
}
