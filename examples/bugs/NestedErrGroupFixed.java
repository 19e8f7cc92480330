// Corrected: a goroutine that finds no place does the work itself.
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
        if (!group.tryGo(() -> crawl(group, link))) crawl(group, link);
    }
}
