// The producer has sent everything and ends, without a word. The consumer waits for more.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var lines = new Channel<String>();
    go(this::read, lines);
    for (var line : lines) {   // BUG: ends when the channel is closed, and it never is
        IO.println(line);
    }
    IO.println("end of file");
}

void read(SendChannel<String> lines) {
    for (var line : List.of("baa", "baa", "black sheep")) lines.send(line);
}
