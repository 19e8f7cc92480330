package dev.jopher.race.oracle;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.jopher.Go;
import dev.jopher.race.Race;
import dev.jopher.race.Races;

/**
 * Runs generated programs under the agent, and compares the reports with the truth. Arguments: the
 * first seed, and how many. Prints a line for each difference, and at the end how many races there
 * were.
 */
public final class OracleMain {
    private static final Pattern MISUSE = Pattern
            .compile("(Send|Receive)?Channel\\.(send|trySend|close)|WaitGroup\\.(add|await)");

    private static int reports;
    private static int racy;
    private static int ordered;

    private OracleMain() {}

    public static void main(String[] args) throws Exception {
        long first = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        for (long seed = first; seed < first + count; seed++) {
            Program p = Generator.generate(seed);
            List<Race> races = run(p);
            compare(p, races);
        }
        System.out.println("compared " + count + " programs, " + reports + " reports, variables: "
                + racy + " with races, " + ordered + " without");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static List<Race> run(Program p) throws Exception {
        OracleProgram program = (OracleProgram) Class.forName(Source.qualified(p))
                .getDeclaredConstructor().newInstance();
        try (Races.Watch watch = Races.watch()) {
            if (p.go()) {
                Go.run(() -> {
                    program.run0();
                    program.await(p.steps().size());
                });
            } else {
                program.run0();
                program.await(p.steps().size());
            }
            return watch.races();
        }
    }

    private static void compare(Program p, List<Race> races) {
        Source source = new Source(p);
        Order promised = Order.promised(p);
        boolean[] reported = new boolean[p.variables().size()];
        for (Race r : races) {
            reports++;
            if (isMisuse(r)) {
                continue;
            }
            int a = source.stepAt(r.previous().site().getLineNumber());
            int b = source.stepAt(r.access().site().getLineNumber());
            if (a < 0 || b < 0 || !promised.isRace(a, b)) {
                System.out.println("FALSE seed " + p.seed() + ": " + describe(p, a) + " and "
                        + describe(p, b) + ", line " + r.previous().site().getLineNumber() + " and "
                        + r.access().site().getLineNumber());
            } else {
                reported[p.steps().get(a).target()] = true;
            }
        }
        TreeMap<Integer, String> truth = races(p);
        for (int v = 0; v < reported.length; v++) {
            racy += truth.containsKey(v) ? 1 : 0;
            ordered += truth.containsKey(v) ? 0 : 1;
            if (truth.containsKey(v) && !reported[v]) {
                System.out.println("MISSED seed " + p.seed() + ": " + truth.get(v));
            }
        }
    }

    /**
     * Returns whether it is a send that nothing orders with a close, or an add with a wait. The
     * programs have those, and the truth that is computed here is only about variables.
     */
    private static boolean isMisuse(Race r) {
        return MISUSE.matcher(r.previous().variable()).matches()
                && MISUSE.matcher(r.access().variable()).matches();
    }

    /** Returns the variables with a race, and one for each. */
    private static TreeMap<Integer, String> races(Program p) {
        Order all = Order.all(p);
        TreeMap<Integer, String> races = new TreeMap<>();
        for (int b = 0; b < p.steps().size(); b++) {
            for (int a = 0; a < b; a++) {
                if (all.isRace(a, b)) {
                    races.putIfAbsent(p.steps().get(a).target(),
                            describe(p, a) + " and " + describe(p, b));
                }
            }
        }
        return races;
    }

    private static String describe(Program p, int step) {
        if (step < 0) {
            return "no step";
        }
        Program.Step s = p.steps().get(step);
        return "step " + step + " thread " + s.thread() + " " + s.op() + " of "
                + p.variables().get(s.target()).read();
    }
}
