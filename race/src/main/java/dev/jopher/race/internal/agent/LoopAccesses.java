package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.race.internal.agent.CountedLoop.Access;

/**
 * Checks the accesses of {@link CountedLoops} where such a loop is left:
 *
 * <pre>
 *   int first = i; long e = t.beginLoop();
 *   for (; i &lt; to; i++) sum += a[i];
 *   shadow of a.readLoop(first, i, 1, e, t, SITE);
 * </pre>
 *
 * <p>The epoch is only another one then if a handler of a race has run, which may have released
 * what the loop did: so the rest is not recorded. An exception leaves the loop too, and what was
 * accessed until then is checked.
 */
final class LoopAccesses implements Emitter {
    private static final MethodTypeDesc BEGIN = MethodTypeDesc.of(CD_long);

    private final MethodContext context;
    private final ArrayAccesses arrays;

    /** What happens at an element: the loop that begins, ends or is left there. */
    private final Map<Integer, CountedLoop> begins = new HashMap<>();
    private final Map<Integer, CountedLoop> exits = new HashMap<>();
    private final Map<Integer, CountedLoop> ends = new HashMap<>();

    /** The state of the loop whose code is being emitted: loops with such accesses do not nest. */
    private final Map<Integer, Integer> firsts = new HashMap<>();
    private final List<Exit> jumps = new ArrayList<>();
    private int epoch;

    /** By header: where the loop's code begins, and where it ends, and what handles exceptions. */
    private final Map<Integer, Label[]> labels = new HashMap<>();

    /** A jump out of the loop: it goes to {@code label} first, and from there to {@code target}. */
    private record Exit(int index, Label label, Label target) {}

    LoopAccesses(MethodContext context, ArrayAccesses arrays) {
        this.context = context;
        this.arrays = arrays;
        for (CountedLoop l : arrays.loops().all()) {
            begins.put(l.header(), l);
            l.exits().forEach(i -> exits.put(i, l));
            ends.put(l.end(), l);
        }
    }

    /** Puts the handlers first in the table, before those of {@code try} blocks around a loop. */
    @Override
    public void start(CodeBuilder c) {
        for (CountedLoop l : begins.values()) {
            Label start = c.newLabel();
            Label end = c.newLabel();
            labels.put(l.header(), new Label[] {start, end});
            c.exceptionCatchAll(start, end, end);
        }
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return begins.containsKey(index) || exits.containsKey(index) || ends.containsKey(index);
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        CountedLoop begins = this.begins.get(index);
        CountedLoop left = exits.get(index);
        CountedLoop ends = this.ends.get(index);
        if (begins != null) {
            begin(c, begins);
            c.with(e);
            c.labelBinding(labels(begins)[0]);
        } else if (left != null) {
            leave(c, left, index, e);
        } else if (ends != null) {
            c.with(e);
            end(c, ends);
        }
    }

    private Label[] labels(CountedLoop l) {
        Label[] both = labels.get(l.header());
        if (both == null) {
            throw new IllegalStateException();
        }
        return both;
    }

    private void begin(CodeBuilder c, CountedLoop l) {
        firsts.clear();
        jumps.clear();
        for (Access a : l.accesses()) {
            if (!firsts.containsKey(a.counter())) {
                int first = c.allocateLocal(TypeKind.INT);
                c.iload(a.counter()).istore(first);
                firsts.put(a.counter(), first);
            }
        }
        epoch = c.allocateLocal(TypeKind.LONG);
        context.pushThread(c);
        c.invokevirtual(Names.THREAD, "beginLoop", BEGIN).lstore(epoch);
    }

    private void leave(CodeBuilder c, CountedLoop l, int index, CodeElement e) {
        if (e instanceof BranchInstruction b) {
            Label label = c.newLabel();
            jumps.add(new Exit(index, label, b.target()));
            c.branch(b.opcode(), label);
        } else {
            check(c, l, index);
            c.with(e);
        }
    }

    /**
     * Emits the checks behind the loop, where the code does not go on: so they are in the same
     * {@code try} blocks.
     */
    private void end(CodeBuilder c, CountedLoop l) {
        c.labelBinding(labels(l)[1]);
        check(c, l, -1);
        c.athrow();
        for (Exit exit : jumps) {
            c.labelBinding(exit.label);
            check(c, l, exit.index);
            c.goto_(exit.target);
        }
    }

    /** @param exit where the loop is left; -1 for an exception */
    private void check(CodeBuilder c, CountedLoop l, int exit) {
        for (Access a : l.accesses()) {
            int last = exit < 0 ? l.lastAfterException(a) : l.last(a, exit);
            arrays.checkLoop(c, a, cc -> {
                add(cc, firsts.getOrDefault(a.counter(), 0), l.first(a));
                add(cc, a.counter(), last);
                cc.loadConstant(l.step(a)).lload(epoch);
            });
        }
    }

    private static void add(CodeBuilder c, int local, int constant) {
        c.iload(local);
        if (constant != 0) {
            c.loadConstant(constant).iadd();
        }
    }
}
