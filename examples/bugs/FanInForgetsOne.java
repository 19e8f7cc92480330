// Three sensors, and a loop over the first two: the off-by-one leaves the third with its value.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var sensors = new ArrayList<Channel<Integer>>();
    for (int i : range(3)) {
        var c = new Channel<Integer>();
        go(this::measure, i, c);
        sensors.add(c);
    }
    int sum = 0;
    for (int i = 0; i < sensors.size() - 1; i++) sum += sensors.get(i).receive();
    IO.println("sum " + sum);
    sleep(Duration.ofMillis(200));
}

void measure(int id, SendChannel<Integer> c) {
    c.send(20 + id);   // BUG: the last sensor is never read
}
