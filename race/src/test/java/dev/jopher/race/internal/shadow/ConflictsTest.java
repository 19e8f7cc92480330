package dev.jopher.race.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.Sites;
import dev.jopher.race.internal.report.Sites.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules that order two accesses after all. */
final class ConflictsTest implements Conflicts.Listener {
    private static final int CONSTRUCTOR = site("<init>", "A.n");
    private static final int METHOD = site("f", "A.n");
    private static final int REFERENCE = site("f", "A.next");

    private final ShadowThread writer = ShadowThread.create(Thread.currentThread(), null);
    private final ShadowThread reader = ShadowThread.create(Thread.currentThread(), null);
    private final ShadowThread other = ShadowThread.create(Thread.currentThread(), null);
    private int races;

    private static int site(String method, String variable) {
        return Sites.register(new Site("A", method, "A.java", 1, variable));
    }

    @BeforeEach
    void listen() {
        Sites.setReference(REFERENCE);
        Conflicts.listener = this;
    }

    @AfterEach
    void ignore() {
        Conflicts.listener = null;
    }

    @Override
    public void race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        races++;
    }

    /** Returns how many races a read of what was written with word {@code w} has. */
    private int read(long w, ShadowThread t, int site) {
        races = 0;
        Checks.read(w, 0, t, site);
        return races;
    }

    @Test
    void whatAConstructorWroteFollowsFromTheReference() {
        long inConstructor = Checks.write(0, 0, writer, CONSTRUCTOR);
        long inMethod = Checks.write(0, 0, writer, METHOD);
        long published = Checks.write(0, 0, writer, REFERENCE);
        assertThat(read(inConstructor, other, METHOD)).isEqualTo(1);
        assertThat(read(published, reader, REFERENCE)).isEqualTo(1);
        assertThat(read(inConstructor, reader, METHOD)).isZero();
        assertThat(read(inMethod, reader, METHOD)).isEqualTo(1);
        assertThat(read(inConstructor, other, METHOD)).isEqualTo(1);
        other.acquire(reader.release());
        assertThat(read(inConstructor, other, METHOD)).isZero();
        writer.release();
        long later = Checks.write(0, 0, writer, CONSTRUCTOR);
        assertThat(read(later, reader, METHOD)).isEqualTo(1);
    }

    @Test
    void nothingFollowsFromANumber() {
        long inConstructor = Checks.write(0, 0, writer, CONSTRUCTOR);
        long ready = Checks.write(0, 0, writer, METHOD);
        assertThat(read(ready, reader, METHOD)).isEqualTo(1);
        assertThat(read(inConstructor, reader, METHOD)).isEqualTo(1);
    }

    @Test
    void whatAnInitialiserDidRacesWithNothing() {
        long before = Checks.write(0, 0, writer, METHOD);
        ClassInitialisations.Begin begin = ClassInitialisations.begin(writer);
        long during = Checks.write(0, 0, writer, METHOD);
        assertThat(read(during, other, METHOD)).isEqualTo(1);
        Initialised.end(begin, writer);
        long after = Checks.write(0, 0, writer, METHOD);
        assertThat(read(during, reader, METHOD)).isZero();
        assertThat(read(before, reader, METHOD)).isEqualTo(1);
        assertThat(read(after, reader, METHOD)).isEqualTo(1);
        assertThat(Initialised.read(this, after, other)).isEqualTo(1);
        assertThat(Initialised.read(this, before, other)).isZero();
        assertThat(Heir.read(this, before, reader)).isZero();
        assertThat(read(after, reader, METHOD)).isEqualTo(1);
    }

    /** A class as the detector sees it, with an initialiser that ends when the test says so. */
    private static class Initialised {
        static void end(ClassInitialisations.Begin begin, ShadowThread t) {
            ClassInitialisations.end(begin, t);
        }

        static int read(ConflictsTest test, long w, ShadowThread t) {
            return test.read(w, t, METHOD);
        }
    }

    private static final class Heir extends Initialised {
        static int read(ConflictsTest test, long w, ShadowThread t) {
            return test.read(w, t, METHOD);
        }
    }

    @Test
    void theDetectorsOwnAccessesDoNotRace() {
        long w = Checks.write(0, 0, writer, METHOD);
        reader.inside = true;
        assertThat(read(w, reader, METHOD)).isZero();
        reader.inside = false;
        assertThat(read(w, other, METHOD)).isEqualTo(1);
    }
}
