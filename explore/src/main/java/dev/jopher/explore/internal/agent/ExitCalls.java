package dev.jopher.explore.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Lets the methods that end the JVM ask first: in a controlled run they end only the run. */
final class ExitCalls implements ClassFileTransformer {
    private static final Set<String> METHODS = Set.of("exit", "halt");
    private static final ClassDesc HOOK = ClassDesc.of("dev.jopher.explore.internal.world.Exits");
    private static final MethodTypeDesc TYPE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private ExitCalls() {}

    /** @throws IllegalStateException if the JVM does not allow that */
    static void install(Instrumentation instrumentation) {
        ExitCalls transformer = new ExitCalls();
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(Runtime.class);
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException("this JVM does not let agents change its classes", e);
        } finally {
            instrumentation.removeTransformer(transformer);
        }
    }

    @Override
    public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String name,
            @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
        if (redefined != Runtime.class) {
            return null;
        }
        ClassFile classFile = ClassFile.of();
        return classFile.transformClass(classFile.parse(bytes),
                ClassTransform.transformingMethodBodies(ExitCalls::ends, new AskFirst()));
    }

    private static boolean ends(MethodModel m) {
        return METHODS.contains(m.methodName().stringValue())
                && m.methodTypeSymbol().equals(TYPE);
    }

    private static final class AskFirst implements CodeTransform {
        @Override
        public void atStart(CodeBuilder c) {
            c.iload(1).invokestatic(HOOK, "exit", TYPE);
        }

        @Override
        public void accept(CodeBuilder c, CodeElement e) {
            c.with(e);
        }
    }
}
