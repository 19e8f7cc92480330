// Corrected: what is included does not include in turn.
import dev.jopher.sync.*;

SingleFlight<String, String> flights = new SingleFlight<>();
Map<String, String> includes = Map.of("head", "menu");

void main() {
    IO.println(page("head"));
}

String page(String name) {
    return flights.run(name, () -> {
        var part = includes.get(name);
        return name + (part == null ? "" : page(part));
    }).value();
}
