// A buffered channel admits two at a time. A download without an address keeps its permit; after
// two of those no download starts.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Channel<Unit> permits = new Channel<>(2);

void main() {
    download("a");
    var wg = new WaitGroup();
    for (var url : List.of("", "", "", "")) wg.go(() -> download(url));
    wg.await();
    IO.println("all done");
}

void download(String url) {
    permits.send(UNIT);   // BUG: those without an address have not given theirs back
    if (url.isEmpty()) return;
    sleep(Duration.ofMillis(5));
    permits.receive();
}
