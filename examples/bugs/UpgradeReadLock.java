// A cache looks under the read lock, misses, and takes the write lock without giving the read lock
// back.
import dev.jopher.sync.*;

RWMutex mu = new RWMutex();
Map<String, String> pages = new HashMap<>();

void main() {
    IO.println(page("/index"));
}

String page(String path) {
    try (var _ = mu.rHold()) {
        var page = pages.get(path);
        return page != null ? page : load(path);
    }
}

String load(String path) {
    try (var _ = mu.hold()) {   // BUG: waits for all readers, and page is one
        return pages.computeIfAbsent(path, p -> "content of " + p);
    }
}
