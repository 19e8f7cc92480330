package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

import dev.jopher.race.internal.agent.FieldResolver.Resolved;
import dev.jopher.race.internal.agent.StackSources.FieldValue;

/** Says which instructions neither synchronise nor run code that might: not even an initialiser. */
final class LoopBody {
    private static final Set<String> NUMBERS = Set.of("java/lang/Math", "java/lang/StrictMath",
            "java/lang/Integer", "java/lang/Long", "java/lang/Double", "java/lang/Float",
            "java/lang/Character", "java/lang/Byte", "java/lang/Short");

    private LoopBody() {}

    static boolean isPure(CodeElement e, MethodContext context) {
        return switch (e) {
            case LoadInstruction _,StoreInstruction _,OperatorInstruction _,ConvertInstruction _,StackInstruction _,IncrementInstruction _,BranchInstruction _,ArrayLoadInstruction _,ArrayStoreInstruction _,ReturnInstruction _,NopInstruction _ ->
                true;
            case ConstantInstruction c -> c.constantValue() instanceof Number
                    || c.constantValue() instanceof String
                    || c.opcode() == Opcode.ACONST_NULL;
            case FieldInstruction f -> isPure(f, context);
            case InvokeInstruction i -> isPure(i);
            case Instruction _ -> false;
            default -> true;
        };
    }

    /**
     * Returns whether an access neither synchronises nor runs code that might. One of a static
     * field of another class may run its initialiser.
     */
    private static boolean isPure(FieldInstruction f, MethodContext context) {
        Resolved r = context.fields.resolve(f);
        boolean isStatic = f.opcode() == Opcode.GETSTATIC || f.opcode() == Opcode.PUTSTATIC;
        return r != null && !r.field().isVolatile()
                && (!isStatic || r.declaring().name().equals(context.self.name()));
    }

    private static boolean isPure(InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        MethodTypeDesc type = i.typeSymbol();
        if (i.opcode() == Opcode.INVOKESTATIC) {
            return NUMBERS.contains(owner) && type.returnType().isPrimitive()
                    && type.parameterList().stream().allMatch(ClassDesc::isPrimitive);
        }
        return owner.equals("java/lang/String")
                && (i.name().equalsString("charAt") || i.name().equalsString("length"));
    }

    /** Returns whether it is a final field of an object, and so is always the same. */
    static boolean isFinal(FieldValue f, MethodContext context) {
        Resolved r = context.fields.resolve(f.owner(), f.name(), f.type());
        return r != null && r.field().has(ClassFile.ACC_FINAL) && !r.field().isStatic();
    }
}
