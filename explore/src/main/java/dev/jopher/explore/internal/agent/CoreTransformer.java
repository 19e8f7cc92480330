package dev.jopher.explore.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Map;

import dev.jopher.explore.internal.world.Op;
import dev.jopher.race.internal.agent.Delegation;
import org.jspecify.annotations.Nullable;

/**
 * Connects Jopher's own classes with the run: the bodies of {@code Controlled} become calls of
 * {@link dev.jopher.explore.internal.world.ControlledHooks}, and the methods of {@link CorePoints}
 * begin with a point.
 */
final class CoreTransformer {
    private static final String CONTROLLED = "dev/jopher/internal/base/Controlled";
    private static final String WORLD = "dev.jopher.explore.internal.world.";
    private static final ClassDesc HOOKS = ClassDesc.of(WORLD + "ControlledHooks");
    private static final ClassDesc POINTS = ClassDesc.of(WORLD + "Points");
    private static final ClassDesc OP = ClassDesc.of(WORLD + "Op");
    private static final MethodTypeDesc AT =
            MethodTypeDesc.of(ConstantDescs.CD_void, OP, ConstantDescs.CD_Object);

    private static final MethodTypeDesc VALUE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

    private CoreTransformer() {}

    /** Returns the new bytes of a class; null if it stays as it is. */
    static byte @Nullable [] transform(String name, byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        if (name.equals(CONTROLLED)) {
            return classFile.transformClass(classFile.parse(bytes), Delegation.to(HOOKS));
        }
        Map<String, Op> points = CoreScope.IS_OPEN ? null : CorePoints.of(name);
        return points == null
                ? null
                : classFile.transformClass(classFile.parse(bytes), withPoints(name, points));
    }

    private static ClassTransform withPoints(String className, Map<String, Op> points) {
        return (builder, e) -> {
            Op op = e instanceof MethodModel m && m.code().isPresent()
                    && !m.flags().has(AccessFlag.SYNTHETIC)
                    && !m.flags().has(AccessFlag.PRIVATE)
                            ? points.get(m.methodName().stringValue())
                            : null;
            if (op == null || callsTheSame((MethodModel) e, className, points, op)) {
                builder.with(e);
            } else {
                boolean isStatic = ((MethodModel) e).flags().has(AccessFlag.STATIC);
                builder.transformMethod((MethodModel) e, java.lang.classfile.MethodTransform
                        .transformingCode(new AtStart(op, isStatic,
                                op == Op.SEND ? valueSlot((MethodModel) e) : -1)));
            }
        };
    }

    /**
     * Returns whether another method of the class, which has a point, does the operation for it.
     */
    private static boolean callsTheSame(MethodModel m, String className, Map<String, Op> points,
            Op op) {
        return m.code().orElseThrow().elementStream().anyMatch(
                e -> e instanceof InvokeInstruction i
                        && i.owner().asInternalName().equals(className)
                        && points.get(i.name().stringValue()) == op
                        && !isPrivate(m.parent().orElseThrow(), i));
    }

    private static boolean isPrivate(ClassModel type, InvokeInstruction call) {
        return type.methods().stream().anyMatch(m -> m.flags().has(AccessFlag.PRIVATE)
                && m.methodName().equals(call.name())
                && m.methodType().equals(call.type()));
    }

    /** Returns the slot of the parameter that is sent; -1 if there is none. */
    private static int valueSlot(MethodModel m) {
        int slot = 1;
        for (ClassDesc type : m.methodTypeSymbol().parameterList()) {
            if (type.equals(ConstantDescs.CD_Object)) {
                return slot;
            }
            slot += TypeKind.from(type).slotSize();
        }
        return -1;
    }

    /**
     * Adds a point to the beginning of a method. Reports also show what is sent and received.
     *
     * @param valueSlot the local variable with the value; -1 if there is none
     */
    private record AtStart(Op op, boolean isStatic, int valueSlot) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder c) {
            c.getstatic(OP, op.name(), OP);
            if (isStatic) {
                c.aconst_null();
            } else {
                c.aload(0);
            }
            c.invokestatic(POINTS, "at", AT);
            if (valueSlot >= 0) {
                c.aload(valueSlot).invokestatic(POINTS, "value", VALUE);
            }
        }

        @Override
        public void accept(CodeBuilder c, CodeElement e) {
            if (op == Op.RECEIVE && e instanceof ReturnInstruction r
                    && r.typeKind() == TypeKind.REFERENCE) {
                c.dup().invokestatic(POINTS, "value", VALUE);
            }
            c.with(e);
        }
    }
}
