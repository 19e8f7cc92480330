// Corrected: wg.go does the counting.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

void main() {
    var wg = new WaitGroup();
    wg.go(() -> upload("a.png"));
    wg.go(() -> upload(""));
    wg.await();
    IO.println("uploaded");
}

void upload(String file) {
    if (file.isEmpty()) {
        IO.println("nothing to upload");
    }
}
