package dev.jopher.explore.internal.search;

import static dev.jopher.Go.go;

import dev.jopher.Channel;
import dev.jopher.Func;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Points;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.WaitGroup;

/** Small programs, of which one can count by hand how many different executions they have. */
enum Litmus {
    /** Nothing that one does concerns another. */
    INDEPENDENT(1) {
        @Override
        void run() {
            parallel(() -> step(new Object()), () -> step(new Object()), () -> step(new Object()));
        }
    },

    /** Which one is first. */
    ONE_LOCK(2) {
        @Override
        void run() {
            var mu = new Mutex();
            parallel(() -> locked(mu), () -> locked(mu));
        }
    },

    /** 3 * 2 * 1 orders. */
    THREE_LOCK(6) {
        @Override
        void run() {
            var mu = new Mutex();
            parallel(() -> locked(mu), () -> locked(mu), () -> locked(mu));
        }
    },

    /** One order of two critical sections each: 4 over 2. */
    LOCK_TWICE(6) {
        @Override
        void run() {
            var mu = new Mutex();
            parallel(() -> {
                locked(mu);
                locked(mu);
            }, () -> {
                locked(mu);
                locked(mu);
            });
        }
    },

    /** Two writes and two writes: 4 over 2. */
    TWO_WRITES(6) {
        @Override
        void run() {
            var x = new Object();
            parallel(() -> {
                write(x);
                write(x);
            }, () -> {
                write(x);
                write(x);
            });
        }
    },

    /** A write is before both reads, between, or after: by thread, before or after its read. */
    READERS(4) {
        @Override
        void run() {
            var x = new Object();
            parallel(() -> write(x), () -> read(x), () -> read(x));
        }
    },

    /** Store buffering: x and y each have two orders, and one of the four is a circle. */
    STORE_BUFFER(3) {
        @Override
        void run() {
            var x = new Object();
            var y = new Object();
            parallel(() -> {
                write(x);
                read(y);
            }, () -> {
                write(y);
                read(x);
            });
        }
    },

    /** Two senders, buffer of two: the order of the sends; main receives after both. */
    TWO_SENDERS(2) {
        @Override
        void run() {
            var c = new Channel<Integer>(2);
            parallel(() -> c.send(1), () -> c.send(2));
            c.receive();
            c.receive();
        }
    },

    /** Three writers in all orders. */
    THREE_WRITERS(6) {
        @Override
        void run() {
            var x = new Object();
            parallel(() -> write(x), () -> write(x), () -> write(x));
        }
    },

    /** One writer among two readers that hold the lock together: as READERS. */
    READ_LOCK(4) {
        @Override
        void run() {
            var mu = new RWMutex();
            parallel(() -> {
                mu.lock();
                mu.unlock();
            }, () -> {
                mu.rLock();
                mu.rUnlock();
            }, () -> {
                mu.rLock();
                mu.rUnlock();
            });
        }
    },

    /** Two locks in one order: each lock alone has two, and both must be the same. */
    NESTED(2) {
        @Override
        void run() {
            var a = new Mutex();
            var b = new Mutex();
            Func both = () -> {
                a.lock();
                b.lock();
                b.unlock();
                a.unlock();
            };
            parallel(both, both);
        }
    },

    /** The lock in two pairs: 2 * 2. */
    PAIRS(4) {
        @Override
        void run() {
            var a = new Mutex();
            var b = new Mutex();
            parallel(() -> locked(a), () -> locked(a), () -> locked(b), () -> locked(b));
        }
    };

    final int executions;

    Litmus(int executions) {
        this.executions = executions;
    }

    abstract void run();

    static void parallel(Func... parts) {
        var wg = new WaitGroup();
        wg.add(parts.length);
        for (Func part : parts) {
            go(() -> {
                part.call();
                wg.done();
            });
        }
        wg.await();
    }

    private static void locked(Mutex mu) {
        mu.lock();
        mu.unlock();
    }

    private static void step(Object o) {
        write(o);
    }

    private static void write(Object o) {
        Points.at(Op.WRITE, o);
    }

    private static void read(Object o) {
        Points.at(Op.READ, o);
    }
}
