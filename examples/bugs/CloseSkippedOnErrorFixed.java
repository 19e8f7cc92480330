// Corrected: closing in a finally block covers every way out.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var records = new Channel<Integer>();
    var wg = new WaitGroup();
    for (var _ : range(3)) wg.go(() -> store(records));
    go(() -> parse(List.of("1", "2", "x", "4"), records));
    wg.await();
    IO.println("stored");
}

void parse(List<String> lines, SendChannel<Integer> records) {
    try {
        for (var line : lines) {
            if (!line.matches("\\d+")) {
                IO.println("not a number: " + line);
                return;
            }
            records.send(Integer.parseInt(line));
        }
    } finally {
        records.close();
    }
}

void store(ReceiveChannel<Integer> records) {
    for (int _ : records) {
        sleep(Duration.ofMillis(1));
    }
}
