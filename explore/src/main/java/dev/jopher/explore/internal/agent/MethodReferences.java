package dev.jopher.explore.internal.agent;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.jopher.race.internal.agent.ClassInfo;
import org.jspecify.annotations.Nullable;

/**
 * References like {@code lock::unlock}. The JVM calls the method from a class that no agent sees,
 * so the reference becomes one to an added method, whose call is transformed like any other.
 */
final class MethodReferences {
    private static final String FACTORY = "java.lang.invoke.LambdaMetafactory";
    private static final String METHOD = "$explore$ref$";

    private final ClassInfo self;

    /** By target and type: those that the class needs. */
    private final Map<String, Reference> all = new LinkedHashMap<>();

    private record Reference(String name, DirectMethodHandleDesc target, MethodTypeDesc type) {
        boolean isStatic() {
            return target.kind() == Kind.STATIC || target.kind() == Kind.INTERFACE_STATIC;
        }

        MethodTypeDesc called() {
            return isStatic() ? type : type.dropParameterTypes(0, 1);
        }

        InvokeInstruction call(ConstantPoolBuilder pool) {
            MemberRefEntry method = target.isOwnerInterface()
                    ? pool.interfaceMethodRefEntry(target.owner(), target.methodName(), called())
                    : pool.methodRefEntry(target.owner(), target.methodName(), called());
            return InvokeInstruction.of(isStatic()
                    ? Opcode.INVOKESTATIC
                    : target.isOwnerInterface() ? Opcode.INVOKEINTERFACE : Opcode.INVOKEVIRTUAL,
                    method);
        }
    }

    MethodReferences(ClassInfo self) {
        this.self = self;
    }

    /**
     * Returns the method that an instruction refers to, as a call; null if it is something else.
     */
    @Nullable InvokeInstruction call(InvokeDynamicInstruction i) {
        Reference r = reference(i, "");
        return r == null ? null : r.call(ConstantPoolBuilder.of());
    }

    private @Nullable Reference reference(InvokeDynamicInstruction i, String name) {
        DirectMethodHandleDesc bootstrap = i.bootstrapMethod();
        if (!bootstrap.methodName().equals("metafactory")
                || !(bootstrap.owner().packageName() + "." + bootstrap.owner().displayName())
                        .equals(FACTORY)
                || !(i.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc h)
                || h.owner().isArray() || h.kind() != Kind.VIRTUAL
                        && h.kind() != Kind.INTERFACE_VIRTUAL && h.kind() != Kind.STATIC) {
            return null;
        }
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(h.lookupDescriptor());
        if (h.kind() != Kind.STATIC) {
            // A captured receiver must have exactly the type of the parameter.
            MethodTypeDesc captured = i.typeSymbol();
            type = type.insertParameterTypes(0, captured.parameterCount() == 0
                    ? h.owner()
                    : captured.parameterType(0));
        }
        return new Reference(name, h, type);
    }

    /** Emits the reference to the added method. */
    void emit(CodeBuilder c, InvokeDynamicInstruction i) {
        Reference r = reference(i, METHOD + all.size());
        if (r == null) {
            c.with(i);
            return;
        }
        String key = r.target + " " + r.type.descriptorString();
        Reference known = all.putIfAbsent(key, r);
        String name = known == null ? r.name : known.name;
        ConstantDesc[] arguments = i.bootstrapArgs().toArray(new ConstantDesc[0]);
        arguments[1] = MethodHandleDesc.ofMethod(self.isInterface()
                ? Kind.INTERFACE_STATIC
                : Kind.STATIC, ClassDesc.ofInternalName(self.name()), name, r.type);
        c.invokedynamic(DynamicCallSiteDesc.of(i.bootstrapMethod(), i.name().stringValue(),
                i.typeSymbol(), arguments));
    }

    /** Adds the methods. */
    void addTo(ClassBuilder to, MethodCode code) {
        for (Reference r : all.values()) {
            to.withMethodBody(r.name, r.type,
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    c -> body(c, r, code));
        }
    }

    private static void body(CodeBuilder c, Reference r, MethodCode code) {
        int slot = 0;
        for (int p = 0; p < r.type.parameterCount(); p++) {
            TypeKind kind = TypeKind.from(r.type.parameterType(p));
            c.loadLocal(kind, slot);
            if (p == 0 && !r.isStatic() && !r.type.parameterType(0).equals(r.target.owner())) {
                c.checkcast(r.target.owner());
            }
            slot += kind.slotSize();
        }
        code.accept(c, r.call(c.constantPool()));
        c.return_(TypeKind.from(r.type.returnType()));
    }
}
