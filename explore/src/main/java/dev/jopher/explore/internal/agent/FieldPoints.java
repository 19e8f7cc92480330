package dev.jopher.explore.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;

import dev.jopher.race.internal.agent.ClassInfo;
import dev.jopher.race.internal.agent.ClassInfos;
import dev.jopher.race.internal.agent.FieldResolver;
import dev.jopher.race.internal.agent.FieldResolver.Resolved;
import dev.jopher.race.internal.agent.OperandStack;
import org.jspecify.annotations.Nullable;

/**
 * The points before uses of fields in one method. Volatile fields have them. So do plain fields
 * whose races {@code @BenignRace} accepts, and all plain fields in a method that it accepts, or
 * that reads optimistically: no run ends there, so what follows from such a race must be able to
 * happen. All other plain accesses need none, because a run ends with the first race.
 */
final class FieldPoints {
    private final ClassInfo self;
    private final FieldResolver fields;
    private final boolean isInitialiser;
    private final boolean isAccepted;

    /** The field of such arrays that the method has read; null if it has read none so far. */
    private @Nullable String array;

    /** @param isAccepted whether no race in the method ends the run */
    FieldPoints(ClassInfo self, FieldResolver fields, boolean isInitialiser, boolean isAccepted) {
        this.self = self;
        this.fields = fields;
        this.isInitialiser = isInitialiser;
        this.isAccepted = isAccepted;
    }

    ClassInfos classes() {
        return fields.classes();
    }

    /** Returns whether a point comes before a use of a field. */
    boolean isShared(FieldInstruction f) {
        return resolved(f) != null;
    }

    private @Nullable Resolved resolved(FieldInstruction f) {
        if (isInitialiser && f.opcode() == Opcode.PUTFIELD
                && f.owner().asInternalName().equals(self.name())) {
            return null; // perhaps before super(...), and others rarely see it yet
        }
        Resolved r = fields.resolve(f);
        return r != null && (isVolatile(r) || mayRace(r)) ? r : null;
    }

    private static boolean isVolatile(Resolved r) {
        return r.field().isVolatile()
                || CoreScope.isReadUnlocked(r.declaring().name(), r.field().name());
    }

    private boolean mayRace(Resolved r) {
        return r.field().mayRace()
                || isAccepted && r.field().isPlain() && !r.declaring().jdk();
    }

    /** Emits a point if the instruction needs one. */
    void before(CodeBuilder c, CodeElement e) {
        if (e instanceof FieldInstruction f) {
            field(c, f);
        } else if (e instanceof ArrayLoadInstruction && array != null) {
            element(c, array, "read");
        } else if (e instanceof ArrayStoreInstruction && array != null) {
            element(c, array, "write");
        }
    }

    private void field(CodeBuilder c, FieldInstruction f) {
        Resolved r = resolved(f);
        if (r == null) {
            return;
        }
        boolean reads = f.opcode() == Opcode.GETFIELD || f.opcode() == Opcode.GETSTATIC;
        String name = r.declaring().simpleName() + '.' + r.field().name();
        if (r.field().isStatic()) {
            c.loadConstant(name);
        } else {
            OperandStack.copyReceiver(c, f);
        }
        boolean isVolatile = isVolatile(r);
        c.invokestatic(MethodCode.POINTS, isVolatile
                ? reads ? "volatileRead" : "volatileWrite"
                : reads ? "read" : "write", MethodCode.ON_OBJECT);
        if (!isVolatile && f.type().stringValue().startsWith("[")) {
            array = name;
        }
    }

    /**
     * Adds the point of an element. All elements of the field's arrays count as one variable: which
     * one it is shows later.
     */
    private static void element(CodeBuilder c, String array, String point) {
        c.loadConstant(array).invokestatic(MethodCode.POINTS, point, MethodCode.ON_OBJECT);
    }
}
