// A worker that fails says done twice: where it fails, and at the end.
import dev.jopher.sync.*;

void main() {
    var wg = new WaitGroup();
    wg.add(2);
    upload("a.png", wg);
    upload("", wg);
    wg.await();
    IO.println("uploaded");
}

void upload(String file, WaitGroup wg) {
    if (file.isEmpty()) {
        IO.println("nothing to upload");
        wg.done();
    }
    wg.done();   // BUG: was said above already
}
