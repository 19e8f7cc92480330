package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
 * <p>Accesses that probably go to the same array share such a pair, see {@link StackSources}. There
 * are at most {@value #PAIRS} pairs in a method. In a long method the check is one call instead.
 */
final class ArrayAccesses implements Emitter {
    private static final int PAIRS = 12;

    /** The JVM does not compile a longer method. */
    private static final int COMPILED = 8000;

    /** About how many bytes a check adds. */
    private static final int LONG = 42;

    private static final ClassDesc SHADOW =
            ClassDesc.of("dev.jopher.race.internal.shadow.ArrayShadow");
    private static final ClassDesc RANGES =
            ClassDesc.of("dev.jopher.race.internal.shadow.ArrayRanges");
    private static final MethodTypeDesc CHECK =
            MethodTypeDesc.of(CD_void, CD_int, Names.THREAD, CD_int);
    private static final MethodTypeDesc SHORT_CHECK =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, Names.THREAD, CD_int);

    private final MethodContext context;
    private final StackSources sources;

    /** By source of the array: the number of its pair. */
    private final Map<Object, Integer> pairs = new HashMap<>();

    /** By index of the access: the number of the pair, and what the report calls the array. */
    private final Map<Integer, Integer> pairOf = new HashMap<>();

    /** By index of the access: where the array comes from. */
    private final Map<Integer, Object> origins = new HashMap<>();

    /** The local variables of each pair; that of the shadow is the one after. */
    private final List<Integer> locals = new ArrayList<>();

    private final boolean brief;
    private int element;

    /** @param brief whether each check must be short */
    ArrayAccesses(MethodContext context, boolean brief) {
        this.context = context;
        this.brief = brief;
        this.sources = new StackSources(context.plan.parameterSlots());
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        boolean wanted = false;
        if (e instanceof ArrayLoadInstruction) {
            wanted = choosePair(index, 1);
        } else if (e instanceof ArrayStoreInstruction s) {
            wanted = choosePair(index, s.typeKind().slotSize() + 1);
        }
        sources.step(e);
        return wanted;
    }

    /** Returns false for an array that nothing else can know yet: that of an initialiser. */
    private boolean choosePair(int index, int below) {
        Object source = sources.peek(below);
        if (source instanceof NewArray a && a.isPrivate()) {
            return false;
        }
        Integer pair = pairs.get(source);
        if (pair == null) {
            pair = pairs.size() % PAIRS;
            pairs.put(source, pair);
        }
        pairOf.put(index, pair);
        origins.put(index, sources.origin(below));
        return true;
    }

    private boolean isBrief() {
        return brief || context.plan.length + LONG * pairOf.size() > COMPILED;
    }

    @Override
    public void start(CodeBuilder c) {
        locals.clear();
        if (pairs.isEmpty() || isBrief()) {
            return;
        }
        element = c.allocateLocal(TypeKind.INT);
        for (int i = 0; i < Math.min(pairs.size(), PAIRS); i++) {
            int array = c.allocateLocal(TypeKind.REFERENCE);
            int shadow = c.allocateLocal(TypeKind.REFERENCE);
            c.aconst_null().astore(array).getstatic(SHADOW, "NONE", SHADOW).astore(shadow);
            locals.add(array);
            locals.add(shadow);
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
            check(c, index, "write", store.typeKind());
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

    /** With the array and the index on the stack, which stay there. */
    private void check(CodeBuilder c, int index, String access, TypeKind kind) {
        String variable = kind == TypeKind.REFERENCE
                ? "Object[]"
                : kind.upperBound().displayName() + "[]";
        if (isBrief()) {
            c.dup2();
            pushAccess(c, index, variable, kind);
            c.invokestatic(RANGES, access, SHORT_CHECK);
            return;
        }
        int pair = 2 * pairOf.getOrDefault(index, 0);
        int array = locals.get(pair);
        int shadow = locals.get(pair + 1);
        Label same = c.newLabel();
        c.istore(element).dup().aload(array).if_acmpeq(same);
        c.dup().dup().astore(array);
        c.invokestatic(SHADOW, "of", MethodTypeDesc.of(SHADOW, CD_Object)).astore(shadow);
        c.labelBinding(same).aload(shadow).iload(element);
        pushAccess(c, index, variable, kind);
        c.invokevirtual(SHADOW, access, CHECK).iload(element);
    }
}
