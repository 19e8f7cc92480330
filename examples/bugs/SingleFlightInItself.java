// Two pages are made of each other: the flight that makes the one waits for the other, whose flight
// waits for the one.
import dev.jopher.sync.*;

SingleFlight<String, String> flights = new SingleFlight<>();
Map<String, String> includes = Map.of("head", "menu", "menu", "head");

void main() {
    IO.println(page("head"));
}

String page(String name) {
    return flights.run(name, () -> {   // BUG: head needs menu, and menu needs head
        var part = includes.get(name);
        return name + (part == null ? "" : page(part));
    }).value();
}
