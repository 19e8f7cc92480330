package dev.jopher.race.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.jopher.race.oracle.Program.Step;
import dev.jopher.race.oracle.Program.Variable;

/**
 * Makes a program at random. Each step is possible when its turn comes: no step ever blocks, but an
 * exchange, which two threads do in one turn. So the order of all steps is fixed, and with it what
 * happens before what.
 */
final class Generator {
    /** Of each kind of thing. */
    static final int THINGS = 2;

    static final int CAPACITY = 2;

    private static final Op[] JAVA = {Op.ENTER, Op.EXIT, Op.ENTER, Op.EXIT, Op.VOLATILE_READ,
        Op.VOLATILE_WRITE, Op.VOLATILE_UPDATE, Op.ATOMIC_GET, Op.ATOMIC_SET, Op.ATOMIC_ADD,
        Op.ATOMIC_FAIL, Op.HANDLE_ACQUIRE, Op.HANDLE_RELEASE, Op.HANDLE_OPAQUE, Op.ELEMENT_GET,
        Op.ELEMENT_SET, Op.LOCK, Op.UNLOCK, Op.COUNT_DOWN, Op.AWAIT, Op.PUT, Op.GET, Op.OFFER,
        Op.POLL, Op.JOIN, Op.ALIVE, Op.START, Op.START};

    private static final Op[] GO = {Op.ENTER, Op.EXIT, Op.VOLATILE_READ, Op.VOLATILE_WRITE,
        Op.ATOMIC_ADD, Op.START, Op.START, Op.SEND, Op.SEND, Op.RECEIVE, Op.RECEIVE, Op.CLOSE,
        Op.RECEIVE_CLOSED, Op.EXCHANGE, Op.EXCHANGE, Op.MUTEX_LOCK, Op.MUTEX_UNLOCK, Op.R_LOCK,
        Op.R_UNLOCK, Op.W_LOCK, Op.W_UNLOCK, Op.DONE, Op.WAIT};

    private static final String[][] TYPES = {{"int", "1", ""}, {"long", "2L", ""},
        {"byte", "(byte) 3", ""}, {"double", "4.0", ""}, {"boolean", "true", "^= true"},
        {"char", "'a'", ""}, {"Object", "\"a\"", "= \"b\" + @"}};

    private final Random random;
    private final boolean go;
    private final State state;
    private final List<Step> steps = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();

    private Generator(long seed) {
        random = new Random(seed * 0x9e3779b97f4a7c15L);
        go = seed % 2 == 1;
        state = new State(2 + random.nextInt(3));
    }

    static Program generate(long seed) {
        Generator g = new Generator(seed);
        g.declare();
        int steps = 10 + g.random.nextInt(40);
        while (g.steps.size() < steps) {
            g.step();
        }
        g.end();
        return new Program(seed, g.go, seed % 4 >= 2, g.state.threads, g.variables, g.steps);
    }

    private void declare() {
        int n = 2 + random.nextInt(3);
        while (variables.size() < n) {
            String name = "x" + variables.size();
            String[] type = TYPES[random.nextInt(TYPES.length)];
            switch (random.nextInt(6)) {
                case 0 -> variable(type[0] + " " + name, name, type);
                case 1 -> variable("static " + type[0] + " " + name, name, type);
                case 2 -> { // neighbours
                    String array = "final " + type[0] + "[] " + name + " = new " + type[0] + "[4]";
                    variable(array, name + "[1]", type);
                    variable(array, name + "[2]", type);
                }
                case 3 -> variable("final " + type[0] + "[][] " + name + " = new " + type[0]
                        + "[2][3]", name + "[1][2]", type);
                case 4 -> variables.add(new Variable("final List<Integer> " + name
                        + " = new ArrayList<>(List.of(1, 2))", name + ".get(1)",
                        name + ".set(0, 3);", name + ".add(" + name + ".get(0));"));
                default -> variables.add(new Variable("final Map<String, Integer> " + name
                        + " = new HashMap<>(Map.of(\"a\", 1))", name + ".get(\"a\")",
                        name + ".put(\"b\", 2);", name + ".merge(\"a\", 1, Integer::sum);"));
            }
        }
    }

    private void variable(String declaration, String place, String[] type) {
        String update = type[2].isEmpty() ? "++;" : " " + type[2].replace("@", place) + ";";
        variables.add(new Variable(declaration, place, place + " = " + type[1] + ";",
                place + update));
    }

    private void step() {
        int t = state.anyRunning(random);
        if (t > 0 && state.isFree(t) && random.nextInt(12) == 0) {
            state.ended[t] = true;
        } else if (random.nextInt(100) < 45 || !synchronise(t)) {
            access(t);
        }
    }

    private void access(int t) {
        Op[] ops = {Op.READ, Op.WRITE, Op.UPDATE};
        add(t, ops[random.nextInt(3)], random.nextInt(variables.size()), 0);
    }

    private void add(int t, Op op, int target, int number) {
        steps.add(new Step(t, op, target, number, random.nextInt(12)));
    }

    private boolean synchronise(int t) {
        Op[] ops = go ? GO : JAVA;
        Op op = ops[random.nextInt(ops.length)];
        int target = random.nextInt(THINGS);
        if (op == Op.EXIT) {
            target = state.top(t);
        } else if (op == Op.START) {
            target = state.anyNew(random);
        } else if (op == Op.JOIN || op == Op.ALIVE) {
            target = state.anyEnded(random);
        } else if (op == Op.EXCHANGE) {
            int partner = state.anyRunning(random);
            if (partner == t) {
                return false;
            }
            add(t, op, target, partner);
            return true;
        }
        if (target < 0) {
            return false;
        }
        int number = state.apply(t, op, target);
        if (number < 0) {
            return false;
        }
        add(t, op, target, number);
        return true;
    }

    /** Each thread leaves what it is in, so that its method is complete. */
    private void end() {
        for (int t = 0; t < state.threads; t++) {
            for (int m = state.top(t); m >= 0; m = state.top(t)) {
                state.apply(t, Op.EXIT, m);
                add(t, Op.EXIT, m, 0);
            }
        }
    }
}
