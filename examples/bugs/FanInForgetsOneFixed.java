// Corrected: all of them are read.
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
    for (var sensor : sensors) sum += sensor.receive();
    IO.println("sum " + sum);
    sleep(Duration.ofMillis(200));
}

void measure(int id, SendChannel<Integer> c) {
    c.send(20 + id);
}
