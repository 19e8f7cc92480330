package dev.jopher.race.oracle;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.jopher.race.oracle.Program.Step;
import dev.jopher.race.oracle.Program.Variable;

/** A program as text. Each step waits for its turn, in a way that the detector does not see. */
final class Source {
    private static final String PACKAGE = "dev.jopher.race.oracle.generated";

    private final Program program;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder helpers = new StringBuilder();

    /** By line of the text: the number of the step that accesses a variable there. */
    private final Map<Integer, Integer> steps = new HashMap<>();

    private final Map<Integer, Integer> helperSteps = new HashMap<>();
    private int line = 1;
    private int helperLines;

    Source(Program program) {
        this.program = program;
        head();
        fields();
        for (int t = 0; t < program.threads(); t++) {
            thread(t);
        }
        helperSteps.forEach((l, s) -> steps.put(line + l, s));
        text.append(helpers).append("}\n");
    }

    static String qualified(Program program) {
        return PACKAGE + "." + program.className();
    }

    String text() {
        return text.toString();
    }

    /** Returns the step at a line, or -1. */
    int stepAt(int l) {
        return steps.getOrDefault(l, -1);
    }

    private void add(String code) {
        text.append(code).append('\n');
        line++;
    }

    private void head() {
        add("package " + PACKAGE + ";");
        add("import dev.jopher.*;");
        add("import dev.jopher.race.internal.litmus.Turns;");
        add("import dev.jopher.race.oracle.OracleProgram;");
        add("import dev.jopher.sync.*;");
        add("import java.lang.invoke.*;");
        add("import java.util.*;");
        add("import java.util.concurrent.*;");
        add("import java.util.concurrent.atomic.*;");
        add("import java.util.concurrent.locks.ReentrantLock;");
        add("public final class " + program.className() + " extends OracleProgram {");
    }

    private void fields() {
        Set<String> declarations = new LinkedHashSet<>();
        for (Variable v : program.variables()) {
            declarations.add(v.declaration() + ";");
        }
        declarations.forEach(this::add);
        add("final AtomicIntegerArray elements = new AtomicIntegerArray(2);");
        add("final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();");
        for (int i = 0; i < Generator.THINGS; i++) {
            things(i);
        }
        for (int t = 1; t < program.threads(); t++) {
            if (program.go()) {
                add("void start" + t + "() { Go.go(this::run" + t + "); }");
            } else {
                String kind = program.virtual() ? "ofVirtual" : "ofPlatform";
                add("final Thread thread" + t + " = Thread." + kind
                        + "().unstarted(() -> run(this::run"
                        + t + "));");
                add("void start" + t + "() { thread" + t + ".start(); }");
            }
        }
    }

    private void things(int i) {
        add("final Object monitor" + i + " = new Object();");
        add("volatile int volatile" + i + ";");
        if (program.go()) {
            add("final Channel<Integer> channel" + i + " = new Channel<>(" + Generator.CAPACITY
                    + ");");
            add("final Channel<Integer> meeting" + i + " = new Channel<>();");
            add("final Mutex mutex" + i + " = new Mutex();");
            add("final RWMutex rw" + i + " = new RWMutex();");
            add("final WaitGroup group" + i + " = new WaitGroup();");
            add("{ group" + i + ".add(2); }");
        }
        add("int handled" + i + ";");
        add("static final VarHandle HANDLE" + i + " = handle(MethodHandles.lookup(), "
                + program.className() + ".class, \"handled" + i + "\");");
        add("final AtomicInteger atomic" + i + " = new AtomicInteger();");
        add("final ReentrantLock lock" + i + " = new ReentrantLock();");
        add("final CountDownLatch latch" + i + " = new CountDownLatch(2);");
        add("final Queue<Integer> queue" + i + " = new "
                + (i == 0 ? "ConcurrentLinkedQueue" : "LinkedBlockingQueue") + "<>();");
    }

    private void thread(int t) {
        add("@Override".repeat(t == 0 ? 1 : 0));
        add("public void run" + t + "() throws Exception {");
        for (int k = 0; k < program.steps().size(); k++) {
            Step s = program.steps().get(k);
            if (s.thread() == t) {
                step(k, s);
            } else if (s.op() == Op.EXCHANGE && s.number() == t) {
                add("turns.await(" + k + "); use(meeting" + s.target()
                        + ".receive()); turns.nextOfTwo();");
            }
        }
        add("}");
    }

    private void step(int k, Step s) {
        add("turns.await(" + k + ");");
        if (s.isAccess()) {
            access(k, s);
        } else if (s.op() == Op.EXCHANGE) {
            add("meeting" + s.target() + ".send(1); turns.nextOfTwo();");
            return;
        } else {
            add(s.op().code(s.target()));
        }
        add("turns.next();");
    }

    /** The same access in one of several ways that a program may have it. */
    private void access(int k, Step s) {
        Variable v = program.variables().get(s.target());
        String code = switch (s.op()) {
            case READ -> "use(" + v.read() + ");";
            case WRITE -> v.write();
            default -> v.update();
        };
        switch (s.style()) {
            case 0 -> {
                helpers.append("void step").append(k).append("() { ").append(code).append(" }\n");
                helperSteps.put(helperLines++, k);
                add("step" + k + "();");
            }
            case 1 -> at(k, "for (int i = 0; i < 3; i++) { " + code + " }");
            case 2 -> at(k, "try { " + code + " } finally { use(1); }");
            case 3 -> at(k, "Runnable r" + k + " = () -> { " + code + " }; r" + k + ".run();");
            case 4 -> at(k, "if (turns.isOver(" + k + ")) { " + code + " }");
            case 5 -> at(k, "try { " + code + " throw new IllegalStateException(); }"
                    + " catch (IllegalStateException e) { use(e); }");
            case 6 -> at(k, "new Object() { void run() { " + code + " } }.run();");
            default -> at(k, code);
        }
    }

    private void at(int k, String code) {
        steps.put(line, k);
        add(code);
    }
}
