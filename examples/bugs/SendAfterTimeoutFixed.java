// Corrected: room for one answer: the send never waits.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (int i : range(3)) IO.println("request " + i + ": " + query());
    sleep(Duration.ofMillis(300));
}

String query() {
    var answer = new Channel<String>(1);
    go(() -> {
        sleep(Duration.ofMillis(50));   // a slow database
        answer.send("42 rows");
    });
    var rows = onReceive(answer);
    return select(rows, onTimeout(Duration.ofMillis(10))) == 0 ? rows.value() : "timed out";
}
