package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of local variables: an array, or an object whose content is checked, and its shadow. What
 * is accessed is probably that which was accessed last, and so its shadow is found by a comparison.
 * Accesses with the same source share a pair, see {@link StackSources}; there are at most {@value
 * #PAIRS} of them in a method.
 */
final class ShadowPairs {
    static final ClassDesc SHADOW =
            ClassDesc.of("dev.jopher.race.internal.shadow.ArrayShadow");
    static final ClassDesc CONTENT =
            ClassDesc.of("dev.jopher.race.internal.shadow.Content");

    private static final int PAIRS = 12;
    private static final MethodTypeDesc OF = MethodTypeDesc.of(SHADOW, CD_Object);

    /** By source: the number of its pair. */
    private final Map<Object, Integer> pairs = new HashMap<>();

    /** By index of the access: the number of its pair. */
    private final Map<Integer, Integer> pairOf = new HashMap<>();

    /** The local variables of each pair; that of the shadow is the one after. */
    private final List<Integer> locals = new ArrayList<>();

    void choose(int index, Object source) {
        Integer pair = pairs.get(source);
        if (pair == null) {
            pair = pairs.size() % PAIRS;
            pairs.put(source, pair);
        }
        pairOf.put(index, pair);
    }

    /** Returns how many accesses have a pair. */
    int accesses() {
        return pairOf.size();
    }

    void forgetLocals() {
        locals.clear();
    }

    void allocateLocals(CodeBuilder c) {
        for (int i = 0; i < Math.min(pairs.size(), PAIRS); i++) {
            int array = c.allocateLocal(TypeKind.REFERENCE);
            int shadow = c.allocateLocal(TypeKind.REFERENCE);
            c.aconst_null().astore(array).getstatic(SHADOW, "NONE", SHADOW).astore(shadow);
            locals.add(array);
            locals.add(shadow);
        }
    }

    /**
     * Replaces the object on the stack by its shadow.
     *
     * @param owner the class that finds the shadow
     */
    void load(CodeBuilder c, int index, ClassDesc owner) {
        int pair = 2 * pairOf.getOrDefault(index, 0);
        int object = locals.get(pair);
        int shadow = locals.get(pair + 1);
        Label same = c.newLabel();
        c.dup().aload(object).if_acmpeq(same);
        c.dup().dup().astore(object).invokestatic(owner, "of", OF).astore(shadow);
        c.labelBinding(same).pop().aload(shadow);
    }
}
