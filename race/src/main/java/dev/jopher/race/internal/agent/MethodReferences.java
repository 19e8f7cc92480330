package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Checks what a reference like {@code list::add} calls. The JVM calls it from a class that no agent
 * sees, so the reference becomes one to an added method, which checks and calls it.
 */
final class MethodReferences implements Emitter {
    private static final String FACTORY = "java.lang.invoke.LambdaMetafactory";
    private static final String METHOD = "$race$m$";

    /** The methods that are added to a class. */
    static final class Added {
        private final Map<String, Reference> all = new LinkedHashMap<>();

        void addTo(ClassBuilder to) {
            all.forEach((name, r) -> to.withMethodBody(name, r.type, ClassFile.ACC_PRIVATE
                    | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, c -> r.emit(c)));
        }
    }

    /** One reference, with the type that the added method has. */
    private record Reference(DirectMethodHandleDesc target, MethodTypeDesc type, boolean writes,
            int site) {
        void emit(CodeBuilder c) {
            c.aload(0).invokestatic(Names.THREAD, "current", Names.CURRENT).loadConstant(site);
            c.invokestatic(ClassDesc.of("dev.jopher.race.internal.shadow.Content"),
                    writes ? "write" : "read",
                    MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD, CD_int));
            c.aload(0);
            if (!type.parameterType(0).equals(target.owner())) {
                c.checkcast(target.owner());
            }
            int slot = 1;
            for (ClassDesc p : type.parameterList().subList(1, type.parameterCount())) {
                c.loadLocal(TypeKind.from(p), slot);
                slot += TypeKind.from(p).slotSize();
            }
            MethodTypeDesc called = type.dropParameterTypes(0, 1);
            if (target.isOwnerInterface()) {
                c.invokeinterface(target.owner(), target.methodName(), called);
            } else {
                c.invokevirtual(target.owner(), target.methodName(), called);
            }
            c.return_(TypeKind.from(type.returnType()));
        }
    }

    private final MethodContext context;
    private final int number;
    private final Added added;

    /** @param number of the method in its class */
    MethodReferences(MethodContext context, int number, Added added) {
        this.context = context;
        this.number = number;
        this.added = added;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeDynamicInstruction i && target(i) != null;
    }

    @Override
    public boolean needsThread() {
        return false;
    }

    /** Returns the method of a collection that is referred to, or null if it is something else. */
    private static @Nullable DirectMethodHandleDesc target(InvokeDynamicInstruction i) {
        DirectMethodHandleDesc bootstrap = i.bootstrapMethod();
        return bootstrap.methodName().equals("metafactory")
                && (bootstrap.owner().packageName() + "." + bootstrap.owner().displayName())
                        .equals(FACTORY)
                && i.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc h
                && (h.kind() == Kind.VIRTUAL || h.kind() == Kind.INTERFACE_VIRTUAL)
                && writes(h) != null ? h : null;
    }

    private static @Nullable Boolean writes(DirectMethodHandleDesc h) {
        String d = h.owner().descriptorString();
        return h.owner().isArray()
                ? null
                : ContentMethods.writes(d.substring(1, d.length() - 1), h.methodName(),
                        h.lookupDescriptor());
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeDynamicInstruction i = (InvokeDynamicInstruction) e;
        DirectMethodHandleDesc target = target(i);
        Boolean writes = target == null ? null : writes(target);
        if (target == null || writes == null) {
            c.with(e);
            return;
        }
        // A captured receiver must have exactly the type of the parameter.
        MethodTypeDesc captured = i.typeSymbol();
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(target.lookupDescriptor())
                .insertParameterTypes(0, captured.parameterCount() == 0
                        ? target.owner()
                        : captured.parameterType(0));
        String name = METHOD + number + "$" + index;
        String owner = target.owner().displayName().replace('$', '.');
        added.all.put(name, new Reference(target, type, writes,
                context.site(owner + "." + target.methodName())));
        ConstantDesc[] arguments = i.bootstrapArgs().toArray(new ConstantDesc[0]);
        arguments[1] = MethodHandleDesc.ofMethod(context.self.isInterface()
                ? Kind.INTERFACE_STATIC
                : Kind.STATIC, ClassDesc.ofInternalName(context.self.name()), name, type);
        c.invokedynamic(DynamicCallSiteDesc.of(i.bootstrapMethod(), i.name().stringValue(),
                captured, arguments));
    }
}
