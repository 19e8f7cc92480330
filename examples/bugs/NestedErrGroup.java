// A crawler starts a goroutine for each link from within a goroutine of the same group, which
// admits two at a time.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Map<String, List<String>> links =
    Map.of("/", List.of("/a", "/b"), "/a", List.of("/c"), "/b", List.of("/d"));

void main() {
    var group = new ErrGroup();
    group.setLimit(2);
    group.go(() -> crawl(group, "/"));
    group.await();
    IO.println("crawled");
}

void crawl(ErrGroup group, String page) {
    sleep(Duration.ofMillis(200));
    for (var link : links.getOrDefault(page, List.of())) {
        group.go(() -> crawl(group, link));   // BUG: waits for a place while it occupies one
    }
}
