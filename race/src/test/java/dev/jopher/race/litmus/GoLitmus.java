package dev.jopher.race.litmus;

import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.race.internal.litmus.Turns;
import dev.jopher.sync.WaitGroup;

/**
 * A pair of programs with goroutines. The same pair exists in Go, under the same name, in {@code
 * src/test/go}.
 */
abstract class GoLitmus extends Litmus {
    /** What is accessed; {@link #y} and {@link #z} take what is read. */
    int x;

    int y;
    int z;

    /** An order that the detector does not see. */
    final Turns turns = new Turns();

    /** Runs each in a goroutine of its own, and waits for all. */
    static void goroutines(Func... bodies) {
        WaitGroup wg = new WaitGroup();
        for (Func f : bodies) {
            wg.go(f);
        }
        wg.await();
    }

    /** Runs each in a goroutine of its own, one after the other, with no order between them. */
    static void oneByOne(Func... bodies) {
        Turns turns = new Turns();
        Func[] waiting = new Func[bodies.length];
        for (int i = 0; i < bodies.length; i++) {
            int turn = i;
            waiting[i] = () -> {
                turns.await(turn);
                try {
                    bodies[turn].call();
                } finally {
                    turns.next();
                }
                turns.await(bodies.length);
            };
        }
        goroutines(waiting);
    }

    /** Lets the others run. */
    static void pause() {
        Go.gosched();
    }
}
