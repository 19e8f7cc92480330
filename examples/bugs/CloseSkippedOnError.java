// The producer closes on the way out, except on the one where something was wrong. Three consumers
// and main wait.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var records = new Channel<Integer>();
    var wg = new WaitGroup();
    for (var _ : range(3)) wg.go(() -> store(records));
    go(() -> parse(List.of("1", "2", "x", "4"), records));
    wg.await();   // BUG: waits for goroutines that wait for values
    IO.println("stored");
}

void parse(List<String> lines, SendChannel<Integer> records) {
    for (var line : lines) {
        if (!line.matches("\\d+")) {
            IO.println("not a number: " + line);
            return;
        }
        records.send(Integer.parseInt(line));
    }
    records.close();
}

void store(ReceiveChannel<Integer> records) {
    for (int _ : records) {   // BUG: the channel is not closed after an error
        sleep(Duration.ofMillis(1));
    }
}
