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

                    Nothing orders the two accesses:
                      thread N (second) acquired nothing before its read
                      thread N (first) released nothing after its write
                      thread N (second) held no lock
                      thread N (first) held no lock
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
            inThread("first", () -> deep(50, () -> locked("a", "Mutex", this::write)));
            inThread("second", () -> deep(50, () -> locked("b", "Mutex", this::read)));
            long lines = watch.races().get(0).text().lines().count();
            assertTrue(lines > 30 && lines <= 60, watch.races().get(0).text());
        }
    }

    /** Returns the lines that say why. */
    private static List<String> why(Race race) {
        return withoutNumbers(race).lines().dropWhile(l -> !l.startsWith("Nothing orders"))
                .skip(1).filter(l -> l.startsWith(" ")).map(String::strip).toList();
    }

    private static int operation(String name, int line) {
        return Sites.register(new Sites.Site("com.acme.Bank", "pay", "Bank.java", line, name));
    }

    /** A thread locks, does something, and unlocks. */
    private static void locked(Object lock, String type, Runnable run) {
        ShadowThread t = ShadowThread.current();
        t.place = operation(type + ".lock", 20);
        t.acquire(null);
        t.trail.locked(lock, t.place);
        run.run();
        t.place = operation(type + ".unlock", 21);
        t.trail.unlocked(lock);
        t.release();
        t.place = 0;
    }

    @Test
    void itSaysWhatCouldHaveOrderedThem() throws Exception {
        Object lock = new Object();
        try (Races.Watch watch = Races.watch()) {
            inThread("first", () -> locked(lock, "Mutex", this::write));
            inThread("second", () -> locked(lock, "RWMutex", this::read));
            assertEquals(List.of(
                    "thread N (second) acquired last by RWMutex.lock at com/acme/Bank.java:N",
                    "thread N (first) released after its write by Mutex.unlock at"
                            + " com/acme/Bank.java:N",
                    "thread N (second) held RWMutex locked at com/acme/Bank.java:N (the same)",
                    "thread N (first) held Mutex locked at com/acme/Bank.java:N (the same)"),
                    why(watch.races().get(0)));
            assertTrue(watch.races().get(0).toJson().contains("""
                    "operation":"RWMutex.lock","place":[{"class":"com.acme.Bank\""""));
        }
    }

    /** The first release after the access counts; when it is forgotten, nothing is said. */
    @Test
    void aReleaseThatIsForgottenIsNotReplacedByAnother() throws Exception {
        try (Races.Watch watch = Races.watch()) {
            inThread("first", () -> {
                write();
                for (int i = 0; i < 10; i++) {
                    ShadowThread.current().used = ShadowThread.current().epoch;
                    ShadowThread.current().release();
                }
            });
            inThread("second", this::read);
            assertEquals(List.of("thread N (second) acquired nothing before its read",
                    "thread N (second) held no lock", "thread N (first) held no lock"),
                    why(watch.races().get(0)));
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
