package dev.jopher.sync;

import dev.jopher.runtime.Held;
import dev.jopher.runtime.Whereabouts;

/**
 * How many read under an {@link RWMutex}, and who, as far as that is noted. Guarded by the mutex's short lock.
 *
 * <p>To note it each time would make rLock and rUnlock a fifth slower where two goroutines do nothing else (9.2 ns and 7.8;
 * 2 cores, JDK 25.0.3, parallel collector, medians of nine pairs of runs). So it is noted until nobody has read {@value
 * #NOTES} times, and from then on only with {@link Readers#ON}: by then the program most likely has done once what it
 * does.
 */
abstract sealed class ReaderCount permits RWMutex {
    static final int NOTES = 10_000;

    private int reading;

    /** How often nobody will read before it is noted no more who does; so whoever reads then has been noted or not as all others. */
    private int notes = NOTES;

    /** The sum of the {@link Readers#mark marks} of those who read: when one is left, it tells who. */
    private long marks;

    private final Readers known = Readers.make();

    /** Another than who has locked it has unlocked once: then this is a signal, and who holds it tells nothing. */
    boolean isSignal;

    final int reading() {
        return reading;
    }

    /** The current thread reads. */
    final void countIn() {
        reading++;
        if (Whereabouts.NOTED && notes != 0) {
            noteIn(Thread.currentThread());
        }
    }

    final void countIn(Thread other) {
        reading++;
        if (Whereabouts.NOTED && notes != 0) {
            noteIn(other);
        }
    }

    /** The current thread reads no more. */
    final void countOut() {
        reading--;
        if (Whereabouts.NOTED && notes != 0) {
            noteOut(Thread.currentThread());
        }
    }

    private void noteIn(Thread thread) {
        marks += Readers.mark(thread.threadId());
        known.add(thread.threadId());
    }

    private void noteOut(Thread thread) {
        marks -= Readers.mark(thread.threadId());
        known.remove(thread.threadId(), reading == 0);
        if (reading == 0) {
            allGone();
        }
    }

    /** If something is left then, one has gone for another. */
    private void allGone() {
        isSignal |= marks != 0;
        marks = 0;
        if (!Readers.ON) {
            notes--;
        }
    }

    /** Those who read, as far as that is known. */
    final long[] readers() {
        return Whereabouts.NOTED && notes != 0 ? known.known(reading, marks) : Held.NOBODY;
    }
}
