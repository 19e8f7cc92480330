package dev.jopher.bench.board;

import java.io.IOException;
import java.util.List;

/** Measures some {@link Limit}s of Jopher, a fresh process for each round. */
interface LimitStep {
    int ROUNDS = 3;
    int PROCS = 2;

    List<Limit> limits();

    /** Adds a figure to each limit. */
    void round(WorkerProcess worker) throws IOException, WorkerException;

    /** Returns all that is wanted. */
    static List<LimitStep> all(Options options) {
        return options.wants(Options.Part.LIMITS)
                ? List.of(new Idle(), Loops.twice(), Loops.eightTimes())
                : List.of();
    }

    /** Returns what is known afterwards. */
    default List<Limit> take(Setting setting) {
        for (int i = 0; i < ROUNDS; i++) {
            try (var worker = setting.start(Contestant.JOPHER, PROCS, Table.RUN)) {
                round(worker);
            } catch (IOException | WorkerException | RuntimeException e) {
                System.err.println("        " + limits().getFirst().name() + ": " + e.getMessage());
            }
        }
        return limits().stream().filter(l -> !l.measured().isEmpty()).toList();
    }

    /** What it costs that a million goroutines wait. */
    record Idle(List<Limit> limits) implements LimitStep {
        private static final int SECONDS = 10;

        Idle() {
            this(List.of(Limit.atMost("IdleMillion", 1,
                    "processor time of a program of 1,000,000 goroutines that all wait, over ten seconds, in % of one core")));
        }

        @Override
        public void round(WorkerProcess worker) throws IOException, WorkerException {
            String unused = worker.ask("block 1000000", 120);
            pause(2);
            long before = worker.processorNanos();
            pause(SECONDS);
            double nanos = worker.processorNanos() - before;
            limits.getFirst().measured().add(100 * nanos / (SECONDS * 1e9));
        }

        private static void pause(int seconds) throws IOException {
            try {
                Thread.sleep(seconds * 1000L);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** How others fare next to goroutines that never wait. */
    record Loops(int loops, List<Limit> limits) implements LimitStep {
        static Loops twice() {
            String beside = " beside twice as many endless loops as processors";
            return new Loops(2 * PROCS, List.of(
                    Limit.atMost("TimerBeside2", 50,
                            "how late a timer of 20 ms is at most" + beside + ", in ms"),
                    Limit.atMost("TimerBeside2Settled", 12,
                            "the same after the first second, in ms"),
                    Limit.atLeast("PairBeside2", 0.5,
                            "what a pair that plays ping-pong keeps of its pace" + beside)));
        }

        static Loops eightTimes() {
            return new Loops(8 * PROCS, List.of(Limit.atMost("TimerBeside8", 100,
                    "how late a timer of 20 ms is at most beside eight times as many endless loops as processors, in ms")));
        }

        @Override
        public void round(WorkerProcess worker) throws WorkerException {
            String[] figures = worker.ask("beside " + loops, 60).split(" ");
            limits.get(0).measured().add(Double.parseDouble(figures[1]) / 1e6);
            if (limits.size() > 1) {
                limits.get(1).measured().add(Double.parseDouble(figures[2]) / 1e6);
                limits.get(2).measured().add(Double.parseDouble(figures[3]));
            }
        }
    }
}
