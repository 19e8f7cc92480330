package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import dev.jopher.race.programs.Why;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report says of the variable, and of what could have ordered the accesses. */
class ReportIT {
    @ParameterizedTest
    @CsvSource({"field, element 3 of Why.rows (double[])",
        "static, element 2 of Why.table (long[])", "local, element 3 of Why.rows (double[])",
        "either, element 1 of double[]", "two, element 0 of double[]",
        "parameter, element 5 of double[]", "nested, element 1 of Why.grid[] (int[])",
        "copy, element 4 of an array (System.arraycopy)",
        "large, element 70000 of Why.big (byte[])",
        "range, element 5 of double[]", "counter, Why.counter"})
    void variable(String program, String variable) {
        Agents.Result r = Agents.run("", Why.class, program);
        assertEquals(List.of(variable), r.err().lines().filter(l -> l.startsWith("Write of "))
                .map(l -> l.substring(9, l.indexOf(" by "))).toList(), r::toString);
    }

    /** The lines of the second access, and then those of the first. */
    @ParameterizedTest
    @CsvSource({"monitor, synchronized, by synchronized, monitor of Why, monitor of String",
        "method, synchronized, nothing, monitor of Why, no lock",
        "lock, Lock.lock, nothing, ReentrantLock, no lock",
        "volatile, volatile Why.flag, nothing, no lock, no lock"})
    void why(String program, String acquired, String released, String held, String other) {
        Agents.Result r = Agents.run("", Why.class, program);
        List<String> lines = r.err().lines().dropWhile(l -> !l.startsWith("Nothing orders"))
                .skip(1).map(l -> l.replaceAll("^  thread \\d+ \\(\\w+\\) ", "")
                        .replaceAll("( locked)? at .*", ""))
                .toList();
        assertEquals(List.of("acquired last by " + acquired, released.equals("nothing")
                ? "released nothing after its write"
                : "released after its write " + released, "held " + held, "held " + other),
                lines.subList(0, 4), r::toString);
    }
}
