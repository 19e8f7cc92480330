// Corrected: the sender of the last value closes.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var lines = new Channel<String>();
    go(this::read, lines);
    for (var line : lines) {
        IO.println(line);
    }
    IO.println("end of file");
}

void read(SendChannel<String> lines) {
    for (var line : List.of("baa", "baa", "black sheep")) lines.send(line);
    lines.close();
}
