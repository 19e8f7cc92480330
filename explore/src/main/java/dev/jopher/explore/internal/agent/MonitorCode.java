package dev.jopher.explore.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

import dev.jopher.race.internal.agent.ClassInfo;
import org.jspecify.annotations.Nullable;

/** The version of a method whose monitors belong to the run. */
final class MonitorCode extends MethodCode {
    private static final MethodTypeDesc ARE_CONTROLLED =
            MethodTypeDesc.of(ConstantDescs.CD_boolean);

    private final ClassInfo owner;
    private final MethodModel method;
    private final String copy;
    private final int version;
    private final boolean isStatic;
    private final boolean isSynchronized;
    private int monitor;
    private @Nullable Label start;

    MonitorCode(ClassInfo self, FieldPoints fields, MethodReferences references, MethodModel m,
            String copy, int version) {
        super(self, fields, references, false);
        this.owner = self;
        this.method = m;
        this.copy = copy;
        this.version = version;
        int flags = m.flags().flagsMask();
        this.isStatic = (flags & ClassFile.ACC_STATIC) != 0;
        this.isSynchronized = (flags & ClassFile.ACC_SYNCHRONIZED) != 0;
    }

    @Override
    public void atStart(CodeBuilder c) {
        Label here = c.newLabel();
        c.invokestatic(MONITORS, "areControlled", ARE_CONTROLLED).ifne(here);
        callCopy(c);
        c.labelBinding(here);
        if (isSynchronized) {
            monitor = c.allocateLocal(TypeKind.REFERENCE);
            if (isStatic) {
                pushClass(c);
            } else {
                c.aload(0);
            }
            c.dup().astore(monitor).invokestatic(MONITORS, "enter", ON_OBJECT);
            start = c.newBoundLabel();
        }
    }

    private void callCopy(CodeBuilder c) {
        MethodTypeDesc type = method.methodTypeSymbol();
        ClassDesc self = ClassDesc.ofInternalName(owner.name());
        if (!isStatic) {
            c.aload(0);
        }
        for (int i = 0; i < type.parameterCount(); i++) {
            c.loadLocal(TypeKind.from(type.parameterType(i)), c.parameterSlot(i));
        }
        if (isStatic) {
            c.invokestatic(self, copy, type, owner.isInterface());
        } else {
            c.invokespecial(self, copy, type, owner.isInterface());
        }
        c.return_(TypeKind.from(type.returnType()));
    }

    private void pushClass(CodeBuilder c) {
        if (version >= ClassFile.JAVA_5_VERSION) {
            c.loadConstant(ClassDesc.ofInternalName(owner.name()));
        } else {
            c.loadConstant(owner.name().replace('/', '.')).invokestatic(ConstantDescs.CD_Class,
                    "forName", MethodTypeDesc.of(ConstantDescs.CD_Class,
                            ConstantDescs.CD_String));
        }
    }

    @Override
    public void accept(CodeBuilder c, CodeElement e) {
        if (e instanceof MonitorInstruction m) {
            c.invokestatic(MONITORS, m.opcode() == Opcode.MONITORENTER ? "enter" : "exit",
                    ON_OBJECT);
        } else if (e instanceof ReturnInstruction && isSynchronized) {
            exit(c);
            c.with(e);
        } else {
            super.accept(c, e);
        }
    }

    private void exit(CodeBuilder c) {
        c.aload(monitor).invokestatic(MONITORS, "exit", ON_OBJECT);
    }

    /** Adds the handler last in the table, so the method's own handlers go before it. */
    @Override
    public void atEnd(CodeBuilder c) {
        Label from = start;
        if (from != null) {
            Label end = c.newBoundLabel();
            exit(c);
            c.athrow();
            c.exceptionCatchAll(from, end, end);
        }
    }
}
