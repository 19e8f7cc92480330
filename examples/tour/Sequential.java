// No goroutines: counts sheep forever, and never gets to the fish.
// Put go(() -> ...) around the first call, and both are counted. Ctrl-C ends it.
import static dev.jopher.Go.*;

void main() {
    count("sheep");
    count("fish");
}

void count(String thing) {
    for (int i = 1; true; i++) {
        IO.println(i + " " + thing);
        sleep(Duration.ofMillis(100));
    }
}
