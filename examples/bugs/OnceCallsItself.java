// The configuration is loaded once, and loading it logs a line, for which the logger asks the
// configuration.
import dev.jopher.sync.*;

Once once = new Once();
Map<String, String> config = new HashMap<>();

void main() {
    IO.println("port " + config("port"));
}

String config(String key) {
    once.run(this::load);   // BUG: load, which runs in here, comes back to it
    return config.get(key);
}

void load() {
    log("loading");
    config.put("port", "8080");
}

void log(String line) {
    if ("debug".equals(config("level"))) IO.println(line);
}
