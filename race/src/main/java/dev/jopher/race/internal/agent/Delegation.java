package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Connects a class of the core with one of an agent, which it cannot name: its methods, all static,
 * call those of the same name and type there.
 */
public final class Delegation {
    private Delegation() {}

    /** Returns what replaces the body of each method by a call of {@code target}'s. */
    public static ClassTransform to(ClassDesc target) {
        return (builder, e) -> {
            if (!(e instanceof MethodModel m) || m.methodName().stringValue().startsWith("<")) {
                builder.with(e);
                return;
            }
            String name = m.methodName().stringValue();
            MethodTypeDesc type = m.methodTypeSymbol();
            builder.withMethodBody(name, type, m.flags().flagsMask(), code -> {
                for (int i = 0; i < type.parameterCount(); i++) {
                    code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
                }
                code.invokestatic(target, name, type).return_(TypeKind.from(type.returnType()));
            });
        };
    }
}
