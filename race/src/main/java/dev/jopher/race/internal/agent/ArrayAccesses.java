package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.jopher.race.internal.agent.CountedLoop.Access;
import dev.jopher.race.internal.agent.StackSources.FieldValue;
import dev.jopher.race.internal.agent.StackSources.NewArray;

/**
 * Puts a check before each access to an element of an array. The shadow of the array is kept in a
 * local variable, with the array that it belongs to in another:
 *
 * <pre>
 *   if (a != array1) { array1 = a; shadow1 = ArrayShadow.of(a); }
 *   shadow1.read(i, t, SITE);
 * </pre>
 *
 * <p>For the pairs see {@link ShadowPairs}. In a long method the check is one call instead. What a
 * loop accesses one after another is checked when it ends, see {@link LoopAccesses}.
 */
final class ArrayAccesses implements Emitter {
    /** The JVM does not compile a longer method. */
    private static final int COMPILED = 8000;

    /** About how many bytes a check adds. */
    private static final int LONG = 42;

    private static final ClassDesc SHADOW = ShadowPairs.SHADOW;
    private static final ClassDesc RANGES =
            ClassDesc.of("dev.jopher.race.internal.shadow.ArrayRanges");
    private static final MethodTypeDesc OF = MethodTypeDesc.of(SHADOW, CD_Object);
    private static final MethodTypeDesc LOOP_CHECK =
            MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_int, CD_long, Names.THREAD, CD_int);
    private static final MethodTypeDesc CHECK =
            MethodTypeDesc.of(CD_void, CD_int, Names.THREAD, CD_int);
    private static final MethodTypeDesc UPDATE_CHECK =
            MethodTypeDesc.of(CD_void, CD_int, Names.THREAD, CD_int, CD_int);
    private static final MethodTypeDesc SHORT_CHECK =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, Names.THREAD, CD_int);

    private final MethodContext context;
    private final StackSources sources;

    /** By index of the access: where the array comes from. */
    private final Map<Integer, Object> origins = new HashMap<>();

    private final ShadowPairs pairs = new ShadowPairs();
    private final OwnIterators iterators;
    private final CountedLoops loops;
    private final CompoundAssignments compound;
    private final boolean brief;
    private int element;

    /** @param brief whether each check must be short */
    ArrayAccesses(MethodContext context, boolean brief) {
        this.context = context;
        this.brief = brief;
        this.sources = new StackSources(context.plan.parameterSlots());
        this.iterators = new OwnIterators(context.plan.parameterSlots());
        this.loops = new CountedLoops(context);
        this.compound = new CompoundAssignments(context);
    }

    CountedLoops loops() {
        return loops;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        boolean wanted = false;
        if (e instanceof ArrayLoadInstruction) {
            wanted = choosePair(index, 1);
        } else if (e instanceof ArrayStoreInstruction s) {
            wanted = choosePair(index, s.typeKind().slotSize() + 1);
        }
        if (e instanceof InvokeInstruction i && ContentCalls.receiver(i, context) != null) {
            Object source = sources.peek(slots(i.typeSymbol()));
            pairs.choose(index, source);
            iterators.call(index, i, source);
        }
        iterators.step(e);
        sources.step(e);
        return wanted;
    }

    private static int slots(MethodTypeDesc type) {
        return type.parameterList().stream().mapToInt(p -> TypeKind.from(p).slotSize()).sum();
    }

    /** Returns false for an array that nothing else can know yet: that of an initialiser. */
    private boolean choosePair(int index, int below) {
        Object source = sources.peek(below);
        if (source instanceof NewArray a && a.isPrivate()) {
            return false;
        }
        origins.put(index, sources.origin(below));
        pairs.choose(index, source);
        return !loops.has(index) && !compound.isLoad(index);
    }

    /** Returns whether it is a call of an iterator that nothing outside of the method knows. */
    boolean isOwnIterator(int index) {
        return iterators.has(index, sources);
    }

    ShadowPairs pairs() {
        return pairs;
    }

    /** Returns whether the method has become so long that its checks must be short. */
    boolean isBrief() {
        int checks = pairs.accesses();
        for (CountedLoop l : loops.all()) {
            checks += l.accesses().size() * (l.exits().size() + 1);
        }
        return brief || context.plan.length + LONG * checks > COMPILED;
    }

    @Override
    public void start(CodeBuilder c) {
        pairs.forgetLocals();
        if (pairs.accesses() > 0 && !isBrief()) {
            element = c.allocateLocal(TypeKind.INT);
            pairs.allocateLocals(c);
        }
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        if (e instanceof ArrayLoadInstruction load) {
            check(c, index, "read", load.typeKind());
            c.with(e);
        } else if (e instanceof ArrayStoreInstruction store) {
            TypeKind kind = store.typeKind().asLoadable();
            int value = c.allocateLocal(kind);
            c.storeLocal(kind, value);
            if (compound.load(index) >= 0) {
                checkBoth(c, index, store.typeKind());
            } else {
                check(c, index, "write", store.typeKind());
            }
            c.loadLocal(kind, value).with(e);
        }
    }

    private void pushAccess(CodeBuilder c, int index, String variable, TypeKind kind) {
        context.pushElement(c, variable,
                sources.field(origins.getOrDefault(index, ""), context.fields));
        if (kind == TypeKind.REFERENCE) {
            context.setReference();
        }
    }

    /** Emits a check. The array and the index are on the stack, and stay there. */
    private void check(CodeBuilder c, int index, String access, TypeKind kind) {
        String variable = variable(kind);
        if (isBrief()) {
            c.dup2();
            pushAccess(c, index, variable, kind);
            c.invokestatic(RANGES, access, SHORT_CHECK);
            return;
        }
        c.istore(element).dup();
        pairs.load(c, index, SHADOW);
        c.iload(element);
        pushAccess(c, index, variable, kind);
        c.invokevirtual(SHADOW, access, CHECK).iload(element);
    }

    /** Emits the checks of a store and of the load before it, which has not been checked yet. */
    private void checkBoth(CodeBuilder c, int index, TypeKind kind) {
        int readSite = site(compound.load(index), kind);
        if (isBrief()) {
            c.dup2();
            context.pushThread(c);
            c.loadConstant(readSite).invokestatic(RANGES, "read", SHORT_CHECK);
            check(c, index, "write", kind);
            return;
        }
        c.istore(element).dup();
        pairs.load(c, index, SHADOW);
        c.iload(element);
        pushAccess(c, index, variable(kind), kind);
        c.loadConstant(readSite).invokevirtual(SHADOW, "update", UPDATE_CHECK).iload(element);
    }

    /** Returns the number of the place of an access that is checked elsewhere. */
    private int site(int index, TypeKind kind) {
        return context.site(index, variable(kind),
                sources.field(origins.getOrDefault(index, ""), context.fields),
                kind == TypeKind.REFERENCE);
    }

    private static String variable(TypeKind kind) {
        return kind == TypeKind.REFERENCE
                ? "Object[]"
                : kind.upperBound().displayName() + "[]";
    }

    /**
     * Checks what a loop has accessed.
     *
     * @param range pushes the first element, the one after the last, the step, and the epoch
     */
    void checkLoop(CodeBuilder c, Access a, Consumer<CodeBuilder> range) {
        FieldValue f = a.field();
        if (f == null) {
            c.aload(a.array());
        } else {
            c.aload(0).getfield(ClassDesc.ofInternalName(f.owner()), f.name(),
                    ClassDesc.ofDescriptor(f.type()));
        }
        String check = a.writes() ? "writeLoop" : "readLoop";
        if (isBrief()) {
            c.invokestatic(SHADOW, "of", OF);
        } else {
            pairs.load(c, a.index(), SHADOW);
        }
        range.accept(c);
        context.pushThread(c);
        c.loadConstant(site(a.index(), a.kind()));
        c.invokevirtual(SHADOW, check, LOOP_CHECK);
    }
}
