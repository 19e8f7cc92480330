// Google search 1.0: asks for web, images and video, one after the other.
// Slow: the times of the three searches (0 to 99 ms each) add up.
import static dev.jopher.Go.*;

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
    results.add(web.of(query));
    results.add(image.of(query));
    results.add(video.of(query));
    return results;
}

Search fakeSearch(String kind) {
    var random = new Random();
    return query -> {
        sleep(Duration.ofMillis(random.nextInt(100)));
        return new Result(kind + " result for " + query);
    };
}
