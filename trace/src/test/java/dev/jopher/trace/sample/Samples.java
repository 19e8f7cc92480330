package dev.jopher.trace.sample;

import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.ProcessorEventKind;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.RecordingBuilder;
import dev.jopher.trace.sample.Simulation.Chan;
import dev.jopher.trace.sample.Simulation.Mu;

/** The programs whose recordings the tests use. */
public final class Samples {
    private static final long MICRO = 1_000;
    private static final long FOREVER = Long.MAX_VALUE;

    private Samples() {}

    /** Main hands 60 jobs to 4 workers, and receives what they return. */
    public static Recording workerPool(int processors) {
        Simulation s = new Simulation("Pool.java", processors);
        Chan jobs = s.chan("jobs", 12, 0);
        Chan results = s.chan("results", 13, 60);
        s.go(null, "Pool.main", 0, me -> {
            int n = me.at++;
            if (n < 4) {
                return s.spawn("Pool.worker", 14, worker -> switch (worker.at++ % 3) {
                    case 0 -> s.receive(jobs);
                    case 1 -> s.work(50 * MICRO + worker.g * 10 * MICRO);
                    default -> s.send(results, worker.value);
                });
            }
            return n < 64 ? s.send(jobs, n) : n < 124 ? s.receive(results) : null;
        });
        return s.run(FOREVER);
    }

    /** Go's prime sieve: a chain of filters, one for each prime. */
    public static Recording primeSieve(int processors, int primes) {
        Simulation s = new Simulation("Sieve.java", processors);
        Chan[] chans = new Chan[primes + 1];
        for (int i = 0; i <= primes; i++) {
            chans[i] = s.chan("ch" + i, 20, 0);
        }
        int[] last = {0};
        s.go(null, "Sieve.main", 0, me -> {
            int n = me.at++;
            if (n == 0) {
                return s.spawn("Sieve.generate", 21, g -> s.send(chans[0], 2 + g.at++));
            }
            if (n % 2 == 1) {
                return n > 2 * primes ? null : s.receive(chans[last[0]]);
            }
            int prime = me.value;
            Chan in = chans[last[0]];
            Chan out = chans[++last[0]];
            return s.spawn("Sieve.filter", 24, f -> {
                if (f.at == 0) {
                    f.at = 1;
                    return s.receive(in);
                }
                if (f.at == 1) {
                    f.at = 2;
                    return s.work(2 * MICRO);
                }
                f.at = f.value % prime == 0 ? 1 : 0;
                return f.at == 1 ? s.receive(in) : s.send(out, f.value);
            });
        });
        return s.run(20_000_000);
    }

    /** Three stages; the second is the slow one. */
    public static Recording pipeline(int processors, int items) {
        Simulation s = new Simulation("Pipeline.java", processors);
        Chan first = s.chan("parsed", 30, 10);
        Chan second = s.chan("priced", 31, 10);
        s.go(null, "Pipeline.main", 0, me -> {
            int n = me.at++;
            if (n == 0) {
                return s.spawn("Pipeline.parse", 32, g -> g.at >= 2 * items ? null
                        : g.at++ % 2 == 0 ? s.work(5 * MICRO) : s.send(first, g.at));
            }
            if (n == 1) {
                return s.spawn("Pipeline.price", 33, g -> switch (g.at++ % 3) {
                    case 0 -> s.receive(first);
                    case 1 -> s.work(40 * MICRO);
                    default -> s.send(second, g.value);
                });
            }
            return n < 2 + items ? s.receive(second) : null;
        });
        return s.run(FOREVER);
    }

    /** Eight goroutines that spend nearly all their time under one lock. */
    public static Recording lockConvoy(int processors) {
        Simulation s = new Simulation("Convoy.java", processors);
        Mu mu = s.mu("mu", 40);
        Chan done = s.chan("done", 41, 0);
        s.go(null, "Convoy.main", 0, me -> {
            int n = me.at++;
            if (n < 8) {
                return s.spawn("Convoy.worker", 42, g -> {
                    int at = g.at++;
                    if (at >= 4 * 40) {
                        return at > 4 * 40 ? null : s.send(done, 1);
                    }
                    return switch (at % 4) {
                        case 0 -> s.lock(mu);
                        case 1 -> s.work(30 * MICRO);
                        case 2 -> s.unlock(mu);
                        default -> s.work(2 * MICRO);
                    };
                });
            }
            return n < 16 ? s.receive(done) : null;
        });
        return s.run(FOREVER);
    }

    /** Many goroutines, and about so many spans: each sleeps, runs and waits in turn. */
    public static Recording large(int goroutines, int spans) {
        RecordingBuilder b = Recording.builder().program("Large.java").processors(8);
        int sleep = b.reason("sleep");
        int receive = b.reason("chan receive");
        int channel = b.object(ObjectKind.CHANNEL, b.string("work"), b.frame("Large.main",
                "Large.java", 5), 16);
        int stack = b.stack(b.frame("Large.work", "Large.java", 9));
        long length = 0;
        for (int g = 0; g < goroutines; g++) {
            int place = g == 0 ? -1 : b.frame("Large.main", "Large.java", 10 + g % 5);
            b.goroutine(g + 1, -1, -1, g == 0 ? -1 : 0, place, b.string("Large.work" + g % 5), 0);
            long time = 0;
            for (int i = 0; i < spans / goroutines / 3; i++) {
                long run = 500 + (i * 7919L + g * 104_729L) % 3_000;
                b.running(g, time, time + run, g % 8);
                long wake = time + run + 2_000 + (i * 31L + g) % 20_000;
                b.waiting(g, time + run, wake, i % 3 == 0 ? sleep : receive,
                        i % 3 == 0 ? -1 : channel, stack);
                b.runnable(g, wake, wake + 300, i % 3 == 0 ? -1 : (g + 1) % goroutines, -1);
                time = wake + 300;
                length = Math.max(length, time);
            }
        }
        return b.duration(length).build();
    }

    /** A bit of everything: names, labels, a system call, a pause, a steal, a region, a log. */
    public static Recording everything() {
        RecordingBuilder b = Recording.builder().program("</script>&\"Every\u2028thing.java")
                .processors(2).duration(1_000_000);
        int go = b.frame("Every.main", "Every.java", 3);
        int main = b.goroutine(1, -1, -1, -1, -1, b.string("Every.main"), 0);
        int other = b.goroutine(7, b.string("reader"), b.string("kind=io"), main, go,
                b.string("Every.<read>"), 100_000);
        int mu = b.object(ObjectKind.MUTEX, -1, b.frame("Every.main", "Every.java", 2), 0);
        int stack = b.stack(b.frame("Every.read", "Every.java", 8), go);
        b.running(main, 0, 300_000, 0);
        b.waiting(main, 300_000, 800_000, b.reason("sync.Mutex.Lock"), mu, stack);
        b.runnable(main, 800_000, 810_000, other, -1);
        b.running(main, 810_000, 1_000_000, 0);
        b.runnable(other, 100_000, 150_000, main, -1);
        b.running(other, 150_000, 400_000, 1);
        b.syscall(other, 400_000, 700_000, 1, b.reason("file read"), stack);
        b.running(other, 700_000, 900_000, 1);
        b.ended(other, 900_000);
        b.operation(160_000, other, OperationKind.LOCK, mu, -1, -1);
        b.operation(800_000, other, OperationKind.UNLOCK, mu, -1, -1);
        b.operation(800_000, main, OperationKind.LOCK, mu, -1, -1);
        b.processorEvent(150_000, 1, ProcessorEventKind.STEAL, 0, 1);
        b.processorEvent(400_000, 1, ProcessorEventKind.HAND_OVER, -1, 0);
        b.processorEvent(500_000, 0, ProcessorEventKind.TIMER, -1, 2);
        b.pause(500_000, 550_000, b.string("GC pause"));
        b.region(other, 200_000, 300_000, b.string("parse"));
        b.log(other, 250_000, b.string("half"));
        return b.build();
    }
}
