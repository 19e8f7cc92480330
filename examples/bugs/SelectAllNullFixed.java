// Corrected: the loop ends when both are off.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var wool = feed("black", "white");
    var fish = feed("red", "blue", "old");
    IO.println(merge(wool, fish).size() + " items");
}

ReceiveChannel<String> feed(String... items) {
    var c = new Channel<String>();
    go(() -> {
        for (var item : items) c.send(item);
        c.close();
    });
    return c;
}

List<String> merge(ReceiveChannel<String> left, ReceiveChannel<String> right) {
    var all = new ArrayList<String>();
    var a = onReceive(left);
    var b = onReceive(right);
    while (a != null || b != null) {
        switch (select(a, b)) {
            case 0 -> {
                if (a.ok()) all.add(a.value());
                else a = null;
            }
            case 1 -> {
                if (b.ok()) all.add(b.value());
                else b = null;
            }
        }
    }
    return all;
}
