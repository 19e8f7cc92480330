package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/** Moves the arguments of a call from the stack to local variables, and back. */
public final class Arguments {
    private Arguments() {}

    /** Returns the local variables that the arguments are in now. */
    public static int[] save(CodeBuilder c, MethodTypeDesc type) {
        int[] slots = new int[type.parameterCount()];
        for (int p = slots.length - 1; p >= 0; p--) {
            TypeKind kind = TypeKind.from(type.parameterType(p));
            slots[p] = c.allocateLocal(kind);
            c.storeLocal(kind, slots[p]);
        }
        return slots;
    }

    public static void load(CodeBuilder c, MethodTypeDesc type, int[] slots) {
        for (int p = 0; p < slots.length; p++) {
            c.loadLocal(TypeKind.from(type.parameterType(p)), slots[p]);
        }
    }
}
