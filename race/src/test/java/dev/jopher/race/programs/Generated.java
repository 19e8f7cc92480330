package dev.jopher.race.programs;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.function.Consumer;

/** Classes that no compiler of today makes. Prints the same with and without the agent. */
public final class Generated {
    private static final MethodTypeDesc SUM = MethodTypeDesc.of(CD_int, CD_int.arrayType());

    private Generated() {}

    private static final class Loader extends ClassLoader {
        Class<?> define(byte[] b) {
            return defineClass(null, b, 0, b.length);
        }
    }

    private static Class<?> define(String name, int version, Consumer<CodeBuilder> sum) {
        ClassDesc type = ClassDesc.of(name);
        return new Loader().define(ClassFile.of().build(type, c -> {
            c.withVersion(version, 0);
            c.withField("f", CD_int, ClassFile.ACC_STATIC);
            c.withField("f", CD_Object, ClassFile.ACC_STATIC);
            c.withField("v", CD_int, ClassFile.ACC_STATIC | ClassFile.ACC_VOLATILE);
            c.withMethodBody("sum", SUM, ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC
                    | ClassFile.ACC_SYNCHRONIZED, sum::accept);
        }));
    }

    private static Object sum(Class<?> c) throws ReflectiveOperationException {
        Method m = c.getMethod("sum", int[].class);
        return m.invoke(null, new int[] {3, 4});
    }

    /** Adds up an element again and again. */
    private static void adds(CodeBuilder c, int times) {
        c.iconst_0().istore(1);
        for (int i = 0; i < times; i++) {
            c.iload(1).aload(0).iconst_1().iaload().iadd().istore(1);
        }
        c.iload(1).ireturn();
    }

    /** A subroutine, as compilers made for "finally" until 2004. */
    private static void subroutine(CodeBuilder c) {
        Label finish = c.newLabel();
        c.aload(0).iconst_0().iaload().istore(1);
        c.with(DiscontinuedInstruction.JsrInstruction.of(Opcode.JSR, finish));
        c.iload(1).ireturn();
        c.labelBinding(finish).astore(2);
        c.iinc(1, 10);
        c.aload(0).monitorenter();
        c.aload(0).monitorexit();
        c.with(DiscontinuedInstruction.RetInstruction.of(2));
    }

    private static void fields(CodeBuilder c, ClassDesc type) {
        c.aload(0).putstatic(type, "f", CD_Object).bipush(7).putstatic(type, "f", CD_int);
        c.getstatic(type, "f", CD_Object).checkcast(CD_int.arrayType()).iconst_0().iaload();
        c.getstatic(type, "f", CD_int).iadd().dup().putstatic(type, "v", CD_int);
        c.getstatic(type, "v", CD_int).iadd().ireturn();
    }

    /** A class that the JVM does not show to agents. */
    public static final class Hidden {
        static int uses;
        volatile int n;

        public Hidden() {
            n = uses++;
        }

        @Override
        public synchronized String toString() {
            return "hidden " + n++ + uses;
        }
    }

    private static Object hidden() throws ReflectiveOperationException, java.io.IOException {
        try (var in = Generated.class.getResourceAsStream("Generated$Hidden.class")) {
            return MethodHandles.lookup().defineHiddenClass(in.readAllBytes(), true).lookupClass()
                    .getConstructor().newInstance();
        }
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        System.out.println(sum(define("Small", 69, c -> adds(c, 10))));
        System.out.println(sum(define("Long", 69, c -> adds(c, 2000))));
        System.out.println(sum(define("Huge", 69, c -> adds(c, 9000))));
        System.out.println(sum(define("Twice", 69, c -> fields(c, ClassDesc.of("Twice")))));
        System.out.println(sum(define("Old", 46, Generated::subroutine)));
        System.out.println(sum(define("OldFields", 48, c -> fields(c, ClassDesc.of("OldFields")))));
        System.out.println(sum(define("Eight", 52, c -> adds(c, 3))));
        System.out.println(hidden());
        Comparator<Object> proxy = (Comparator<Object>) Proxy.newProxyInstance(
                Generated.class.getClassLoader(), new Class<?>[] {Comparator.class},
                (self, method, a) -> method.getName().length());
        System.out.println(proxy.compare(1, 2));
    }
}
