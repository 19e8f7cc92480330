package dev.jopher.explore.internal.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jopher.explore.internal.world.Verdict;
import org.junit.jupiter.api.Test;

class ScheduleFileTest {
    private static final String TEXT = """
            jopher schedule 1
            ends deadlock
            hash 1f2e3d4c5b6a7988
            seed -42
            thread 0 main starts 1: add go await~1
            thread 1 main.0 of 0 at 1 starts 2: select=1/3=0/2~2 volatile-read unlock!
            order 0*3 1*2 0 1*4
            """;

    @Test
    void readsWhatItWrites() {
        Recording r = ScheduleFile.read(TEXT);
        assertEquals(Verdict.DEADLOCK, r.verdict());
        assertEquals(0x1f2e3d4c5b6a7988L, r.hash());
        assertEquals(2, r.threads().size());
        assertEquals(10, r.events().length);
        assertEquals(ScheduleFile.write(r), ScheduleFile.write(ScheduleFile.read(ScheduleFile
                .write(r))));
        assertTrue(ScheduleFile.write(r).contains("select~2=1/3=0/2 volatile-read unlock!"));
    }

    @Test
    void longLinesAreBroken() {
        StringBuilder text = new StringBuilder(TEXT.substring(0, TEXT.indexOf("order")));
        text.append("order").append(" 0 1".repeat(500)).append('\n');
        String written = ScheduleFile.write(ScheduleFile.read(text.toString()));
        assertTrue(written.lines().allMatch(l -> l.length() <= 100), written);
        assertEquals(1000, ScheduleFile.read(written).events().length);
    }

    @Test
    void errorsNameTheLine() {
        assertEquals("not a schedule: it does not begin with \"jopher schedule 1\"", message(""));
        assertEquals("not a schedule: its end is missing",
                message(TEXT.substring(0, TEXT.indexOf("order"))));
        assertEquals("not a schedule: line 5 cannot be read", message(TEXT.replace("add", "adds")));
        assertEquals("not a schedule: line 7 cannot be read", message(TEXT.replace("1*2", "7*2")));
        assertEquals("not a schedule: line 6 cannot be read",
                message(TEXT.replace("of 0", "of 9")));
    }

    private static String message(String text) {
        return assertThrows(IllegalArgumentException.class, () -> ScheduleFile.read(text))
                .getMessage();
    }
}
