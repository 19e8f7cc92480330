// The caller gives up after a while. The answer comes later, when no goroutine receives it.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (int i : range(3)) IO.println("request " + i + ": " + query());
    sleep(Duration.ofMillis(300));
}

String query() {
    var answer = new Channel<String>();
    go(() -> {
        sleep(Duration.ofMillis(50));   // a slow database
        answer.send("42 rows");         // BUG: the caller has timed out
    });
    var rows = onReceive(answer);
    return select(rows, onTimeout(Duration.ofMillis(10))) == 0 ? rows.value() : "timed out";
}
