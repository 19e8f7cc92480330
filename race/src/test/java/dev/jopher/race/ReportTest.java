package dev.jopher.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.Sites;
import dev.jopher.race.internal.shadow.Checks;
import org.junit.jupiter.api.Test;

/** The text of a report. The test does what instrumented code does at each access. */
class ReportTest {
    private static int instances;

    private final int write = place("write" + instances++, 7);
    private final int read = place("read" + instances, 9);
    private long w;
    private long r;

    private static int place(String method, int line) {
        return Sites.register(new Sites.Site("com.acme.Bank", method, "Bank.java", line,
                "com.acme.Account.balance"));
    }

    private void write() {
        w = Checks.write(w, r, ShadowThread.current(), write);
    }

    private void read() {
        r = Checks.read(w, r, ShadowThread.current(), read);
    }

    private static void inThread(String name, Runnable run) throws InterruptedException {
        Thread t = new Thread(run, name);
        t.start();
        t.join();
    }

    private static String withoutNumbers(Race race) {
        return race.text().replaceAll("(hread) \\d+", "$1 N").replaceAll("\\.java:\\d+", ".java:N");
    }

    @Test
    void bothStacksAndBothThreads() throws Exception {
        try (Races.Watch watch = Races.watch()) {
            inThread("first", this::write);
            inThread("second", this::read);
            assertEquals(1, watch.races().size());
            assertEquals("""
                    ==================
                    WARNING: DATA RACE
                    Read of Account.balance by thread N (second):
                      ReportTest.read()
                          dev/jopher/race/ReportTest.java:N

                    Previous write of Account.balance by thread N (first):
                      ReportTest.write()
                          dev/jopher/race/ReportTest.java:N

                    Thread N (running)

                    Thread N (finished)
                    ==================
                    """, withoutNumbers(watch.races().get(0)));
        }
    }

    @Test
    void aPlaceWithoutAStackIsOneLine() throws Exception {
        inThread("many", () -> {
            ShadowThread t = ShadowThread.current();
            for (int i = 0; i < 100; i++) {
                t.release();
                write();
            }
        });
        try (Races.Watch watch = Races.watch()) {
            inThread("second", this::read);
            assertTrue(watch.races().get(0).text().contains("""
                    Previous write of Account.balance by thread"""), "previous");
            assertEquals(List.of(new StackTraceElement("com.acme.Bank", "write" + (instances - 1),
                    "Bank.java", 7)),
                    watch.races().get(0).previous().stack());
        }
    }

    @Test
    void aReportHasAtMostSixtyLines() throws Exception {
        try (Races.Watch watch = Races.watch()) {
            inThread("first", () -> deep(50, this::write));
            inThread("second", () -> deep(50, this::read));
            long lines = watch.races().get(0).text().lines().count();
            assertTrue(lines > 30 && lines <= 60, watch.races().get(0).text());
        }
    }

    private static void deep(int n, Runnable run) {
        if (n == 0) {
            run.run();
        } else {
            deep(n - 1, run);
        }
    }
}
