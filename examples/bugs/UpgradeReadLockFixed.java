// Corrected: load is called after the read lock has been given back.
import dev.jopher.sync.*;

RWMutex mu = new RWMutex();
Map<String, String> pages = new HashMap<>();

void main() {
    IO.println(page("/index"));
}

String page(String path) {
    try (var _ = mu.rHold()) {
        var page = pages.get(path);
        if (page != null) return page;
    }
    return load(path);
}

String load(String path) {
    try (var _ = mu.hold()) {
        return pages.computeIfAbsent(path, p -> "content of " + p);
    }
}
