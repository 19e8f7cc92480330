package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;

/** Moves values on the operand stack. */
public final class OperandStack {
    private OperandStack() {}

    /**
     * Copies the object that an instruction is about to access. Does nothing for a static field.
     */
    public static void copyReceiver(CodeBuilder c, FieldInstruction f) {
        switch (f.opcode()) {
            case GETFIELD -> c.dup();
            case PUTFIELD -> {
                if (isWide(f)) {
                    c.dup2_x1().pop2().dup_x2();
                } else {
                    c.dup2().pop();
                }
            }
            default -> {
                // no object
            }
        }
    }

    /** Moves an object from below the field's value to above it. */
    static void raiseReceiver(CodeBuilder c, FieldInstruction f) {
        if (isWide(f)) {
            c.dup2_x1().pop2();
        } else {
            c.swap();
        }
    }

    private static boolean isWide(FieldInstruction f) {
        return TypeKind.from(f.typeSymbol()).slotSize() == 2;
    }
}
