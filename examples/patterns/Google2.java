// Google search 2.0: asks for web, images and video at the same time.
// No locks, no callbacks: it takes as long as the slowest of the three.
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
    IO.println("time: " + elapsed.toMillis() + " ms");
}

List<Result> google(String query) {
    var results = new ArrayList<Result>();
    var c = new Channel<Result>();
    go(() -> c.send(web.of(query)));
    go(() -> c.send(image.of(query)));
    go(() -> c.send(video.of(query)));
    for (int _ : range(3)) results.add(c.receive());
    return results;
}

Search fakeSearch(String kind) {
    var random = new Random();
    return query -> {
        sleep(Duration.ofMillis(random.nextInt(100)));
        return new Result(kind + " result for " + query);
    };
}
