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
        assertEquals(List.of(), lines.stream()
                .filter(l -> !isOwn(l) && !l.startsWith("unordered")).toList());
    }

    /** Returns whether the giving thread may run the task itself, or the next one's is the same. */
    private static boolean isOwn(String line) {
        return line.contains("common pool") || line.contains("parallel")
                || line.contains("Cleaner.clean");
    }

    private static List<String> lines(List<String> flags) {
        Agents.Result result = Agents.runWith(flags, "", HandOvers.class);
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.size() > 200 && lines.getLast().equals("end"), result::toString);
        return lines.subList(0, lines.size() - 1);
    }
}
