// Corrected: what runs in the Once looks at the map itself.
import dev.jopher.sync.*;

Once once = new Once();
Map<String, String> config = new HashMap<>();

void main() {
    IO.println("port " + config("port"));
}

String config(String key) {
    once.run(this::load);
    return config.get(key);
}

void load() {
    log("loading");
    config.put("port", "8080");
}

void log(String line) {
    if ("debug".equals(config.get("level"))) IO.println(line);
}
