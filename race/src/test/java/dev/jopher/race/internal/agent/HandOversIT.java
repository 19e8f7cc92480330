package dev.jopher.race.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import dev.jopher.race.Agents;
import org.junit.jupiter.api.Test;

/** Each hand-over of the JDK orders two threads, and what is none does not. See {@link HandOvers}. */
class HandOversIT {
    @Test
    void eachHandOverOrdersAndNothingElseDoes() {
        List<String> lines = lines(List.of());
        assertEquals(List.of(), lines.stream()
                .filter(l -> !l.startsWith(l.contains("!") ? "unordered" : "ordered")).toList());
    }

    @Test
    void withoutTheTransformedClassesNothingOrders() {
        List<String> lines = lines(List.of("-Djopher.race.jdk=off"));
        // The main thread starts the tasks of the common pool now and then, or a task meets it.
        assertEquals(List.of(), lines.stream()
                .filter(l -> !l.contains("common pool") && !l.startsWith("unordered")).toList());
    }

    private static List<String> lines(List<String> flags) {
        Agents.Result result = Agents.runWith(flags, "", HandOvers.class);
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.size() > 200 && lines.getLast().equals("end"), result::toString);
        return lines.subList(0, lines.size() - 1);
    }
}
