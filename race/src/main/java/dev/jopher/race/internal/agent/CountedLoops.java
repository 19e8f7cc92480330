package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.race.internal.agent.CountedLoop.Access;
import dev.jopher.race.internal.agent.CountedLoop.Counter;
import dev.jopher.race.internal.agent.StackSources.FieldValue;
import dev.jopher.race.internal.agent.StackSources.Local;
import org.jspecify.annotations.Nullable;

/**
 * Finds the loops whose accesses to arrays can be checked together, when the loop ends:
 *
 * <pre>
 *   for (int i = from; i &lt; to; i++) sum += a[i];
 * </pre>
 *
 * <p>A check may come after its access, if the thread releases nothing in between: another thread
 * that knows the access knows it from a later release, and so from after the check. So the loop
 * must not synchronise, nor call what might, see {@link LoopBody}. The counter says at the end
 * which elements were accessed, however the loop ended.
 *
 * <p>Such an access happens in each iteration: no jump goes around it. Its array is in a local
 * variable that the loop does not change, or in a final field of {@code this}. Its index is a
 * constant and a local variable that the loop advances once in each iteration, by a constant.
 *
 * <p>The form is the one that javac makes: a single jump back, to where the loop is entered from
 * above.
 */
final class CountedLoops {
    private static final int MOST_ACCESSES = 8;
    private static final int MOST_EXITS = 4;

    private final MethodContext context;
    private final List<CodeElement> code;
    private final Map<Label, Integer> labels = new HashMap<>();
    private final List<CountedLoop> loops = new ArrayList<>();
    private final BitSet checkedAtEnd = new BitSet();

    CountedLoops(MethodContext context) {
        this.context = context;
        this.code = context.plan.code;
        if (!context.plan.isConstructor()) {
            find();
        }
    }

    List<CountedLoop> all() {
        return loops;
    }

    /** Returns whether the access with this index is checked at the end of a loop. */
    boolean has(int access) {
        return checkedAtEnd.get(access);
    }

    private void find() {
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i) instanceof LabelTarget l) {
                labels.put(l.label(), i);
            } else
                if (code.get(i) instanceof BranchInstruction b && isGoto(b)
                        && target(b.target()) >= 0) {
                            add(target(b.target()), i);
                        }
        }
    }

    private static boolean isGoto(BranchInstruction b) {
        return b.opcode() == Opcode.GOTO || b.opcode() == Opcode.GOTO_W;
    }

    /** Returns the index of a label; -1 if it has not been reached yet. */
    private int target(Label l) {
        return labels.getOrDefault(l, -1);
    }

    private void add(int header, int end) {
        for (CodeElement e : code.subList(header, end)) {
            if (!LoopBody.isPure(e, context)) {
                return;
            }
        }
        List<Integer> exits = exits(header, end);
        if (exits == null || !isEnteredFromAbove(header) || !isOneWay(header, end)) {
            return;
        }
        Map<Integer, Counter> counters = counters(header, end);
        List<Access> accesses = accesses(header, end, counters);
        if (!accesses.isEmpty() && accesses.size() <= MOST_ACCESSES) {
            accesses.forEach(a -> checkedAtEnd.set(a.index()));
            loops.add(new CountedLoop(header, end, counters, withoutRepeated(accesses), exits));
        }
    }

    /** Returns null if there are too many, or other emitters change them. */
    private @Nullable List<Integer> exits(int header, int end) {
        List<Integer> exits = new ArrayList<>();
        for (int i = header; i < end; i++) {
            CodeElement e = code.get(i);
            boolean isReturn = e instanceof ReturnInstruction;
            if (isReturn && context.plan.hasReturnHooks()) {
                return null;
            }
            if (isReturn || e instanceof BranchInstruction b && !isIn(b.target(), header, end)) {
                exits.add(i);
            }
        }
        return exits.size() <= MOST_EXITS ? exits : null;
    }

    private boolean isEnteredFromAbove(int header) {
        int i = header - 1;
        while (i >= 0 && !(code.get(i) instanceof Instruction)) {
            i--;
        }
        return i < 0 || !isEnd(code.get(i));
    }

    private static boolean isEnd(CodeElement e) {
        return switch (e) {
            case ReturnInstruction _,ThrowInstruction _,LookupSwitchInstruction _,TableSwitchInstruction _ ->
                true;
            case BranchInstruction b -> isGoto(b);
            default -> false;
        };
    }

    /**
     * Returns whether nothing jumps back in the loop but its end, and nothing jumps into it. A
     * label behind the end is not known yet, and so it is in no loop.
     */
    private boolean isOneWay(int header, int end) {
        for (int i = 0; i < code.size(); i++) {
            boolean ok = switch (code.get(i)) {
                case BranchInstruction b -> i == end || !isIn(b.target(), header, end)
                        || i > header && i < end && target(b.target()) > i;
                case LookupSwitchInstruction s -> isOut(s.defaultTarget(), s.cases(), header, end);
                case TableSwitchInstruction s -> isOut(s.defaultTarget(), s.cases(), header, end);
                case ExceptionCatch c -> !isIn(c.handler(), header, end)
                        && !isIn(c.tryStart(), header + 1, end)
                        && !isIn(c.tryEnd(), header + 1, end);
                default -> true;
            };
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    private boolean isOut(Label other, List<SwitchCase> cases, int header, int end) {
        return !isIn(other, header, end)
                && cases.stream().noneMatch(c -> isIn(c.target(), header, end));
    }

    private boolean isIn(Label l, int header, int end) {
        int t = target(l);
        return t >= header && t <= end;
    }

    /** Returns the local variables that are changed once in each iteration. */
    private Map<Integer, Counter> counters(int header, int end) {
        Map<Integer, Counter> counters = new HashMap<>();
        for (int i = header; i < end; i++) {
            if (code.get(i) instanceof IncrementInstruction n && n.constant() != 0
                    && changes(n.slot(), header, end) == 1 && isInEach(i, header, end)) {
                counters.put(n.slot(), new Counter(i, n.constant(),
                        code.subList(i + 1, end).stream().noneMatch(CountedLoops::mayThrow)));
            }
        }
        return counters;
    }

    private static boolean mayThrow(CodeElement e) {
        return e instanceof Instruction && !(e instanceof LoadInstruction
                || e instanceof StoreInstruction || e instanceof IncrementInstruction);
    }

    /** Returns how often the loop changes a local variable. */
    private int changes(int slot, int header, int end) {
        int n = 0;
        for (CodeElement e : code.subList(header, end)) {
            n += switch (e) {
                case IncrementInstruction i -> i.slot() == slot ? 1 : 0;
                case StoreInstruction s -> s.slot() == slot
                        || s.slot() + s.typeKind().slotSize() - 1 == slot ? 1 : 0;
                default -> 0;
            };
        }
        return n;
    }

    /** Returns whether each iteration comes here, unless it leaves the loop. */
    private boolean isInEach(int index, int header, int end) {
        for (int i = header; i < index; i++) {
            if (code.get(i) instanceof BranchInstruction b && target(b.target()) > index
                    && target(b.target()) <= end) {
                return false;
            }
        }
        return true;
    }

    private List<Access> accesses(int header, int end, Map<Integer, Counter> counters) {
        List<Access> all = new ArrayList<>();
        StackSources sources = new StackSources();
        for (int i = header; i < end; i++) {
            CodeElement e = code.get(i);
            Access a = switch (e) {
                case ArrayLoadInstruction l -> access(i, false, l.typeKind(), 0, sources);
                case ArrayStoreInstruction s ->
                    access(i, true, s.typeKind(), s.typeKind().slotSize(), sources);
                default -> null;
            };
            if (a != null && counters.containsKey(a.counter()) && isInEach(i, header, end)
                    && (a.field() != null || changes(a.array(), header, end) == 0)) {
                all.add(a);
            }
            sources.step(e);
        }
        return all;
    }

    /** Returns null if the array or the index is not of the form that it must be. */
    private @Nullable Access access(int at, boolean writes, TypeKind kind, int below,
            StackSources sources) {
        if (!(sources.peek(below) instanceof Local index)) {
            return null;
        }
        return switch (sources.peek(below + 1)) {
            case Local a -> new Access(at, writes, kind, a.slot(), null, index.slot(),
                    index.plus());
            case FieldValue f when isOfThis(f) && LoopBody.isFinal(f, context) ->
                new Access(at, writes, kind, 0, f, index.slot(), index.plus());
            default -> null;
        };
    }

    private boolean isOfThis(FieldValue f) {
        return new Local(0, 0).equals(f.of()) && !context.plan.isStatic()
                && !context.plan.changesThis;
    }

    /** Leaves out the reads of elements that are written too, and what is there twice. */
    private static List<Access> withoutRepeated(List<Access> all) {
        List<Access> some = new ArrayList<>();
        for (Access a : all) {
            boolean repeated = all.stream().anyMatch(b -> b != a && b.isSameElement(a)
                    && (b.writes() && !a.writes()
                            || b.writes() == a.writes() && b.index() < a.index()));
            if (!repeated) {
                some.add(a);
            }
        }
        return some;
    }
}
