// Google search 2.1: does not wait for slow servers. After 80 ms it shows what it has.
// The channel has room for those that answer too late, so they end as well: nothing leaks.
import static dev.jopher.Go.*;
import dev.jopher.*;

record Result(String text) {}
interface Search { Result of(String query); }

final Search web = fakeSearch("web");
final Search image = fakeSearch("image");
final Search video = fakeSearch("video");

void main() {
    google("warm up"); // classes are loaded at first use
    var start = Instant.now();
    var results = google("golang");
    var elapsed = Duration.between(start, Instant.now());
    for (var r : results) IO.println(r.text());
    IO.println("timed out: " + (results.size() < 3));
    IO.println("time: " + elapsed.toMillis() + " ms");
    IO.println("goroutines left: " + goroutinesLeft());
}

List<Result> google(String query) {
    var results = new ArrayList<Result>();
    var c = new Channel<Result>(3);
    go(() -> c.send(web.of(query)));
    go(() -> c.send(image.of(query)));
    go(() -> c.send(video.of(query)));

    var timeout = after(Duration.ofMillis(80));
    var r = onReceive(c);
    for (int _ : range(3)) {
        switch (select(r, onReceive(timeout))) {
            case 0 -> results.add(r.value());
            case 1 -> {
                return results;
            }
        }
    }
    return results;
}

Search fakeSearch(String kind) {
    var random = new Random();
    return query -> {
        sleep(Duration.ofMillis(random.nextInt(100)));
        return new Result(kind + " result for " + query);
    };
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}
