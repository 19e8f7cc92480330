package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

import dev.jopher.race.internal.clock.ThreadSlots;
import dev.jopher.race.internal.shadow.FieldChecks;
import dev.jopher.race.internal.sync.FieldHandles;

/** Gives the detector its field in {@link Thread}: reads it, and fills it in threads that exist. */
final class ThreadAccess {
    static final String FIELD = "interruptLock";

    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc READER = ClassDesc.of("java.lang.$race$Reader");

    private ThreadAccess() {}

    static void open(Instrumentation instrumentation) throws ReflectiveOperationException {
        Module base = Object.class.getModule();
        Module ours = ThreadAccess.class.getModule();
        instrumentation.redefineModule(base, Set.of(ours),
                Map.of("jdk.internal.misc", Set.of(ours)),
                Map.of("java.lang", Set.of(ours), "java.lang.invoke", Set.of(ours),
                        "java.util", Set.of(ours)),
                Set.of(), Map.of());
        Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        trusted.setAccessible(true);
        MethodHandles.Lookup all = (MethodHandles.Lookup) trusted.get(null);
        FieldChecks.init(all);
        FieldHandles.init(all);
        Class<?> reader = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                .defineClass(reader());
        ThreadSlots.use(
                (ThreadSlots.Reader) reader.getDeclaredConstructor().newInstance());
    }

    /** A class of {@code java.lang}, because the field is only visible there. */
    private static byte[] reader() {
        ClassDesc type = ClassDesc.of(ThreadSlots.Reader.class.getName());
        MethodTypeDesc noArguments = MethodTypeDesc.of(CD_void);
        return ClassFile.of().build(READER, c -> c
                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                .withSuperclass(type)
                .withMethodBody(INIT_NAME, noArguments, ClassFile.ACC_PUBLIC, code -> code
                        .aload(0).invokespecial(type, INIT_NAME, noArguments).return_())
                .withMethodBody("lockOf", MethodTypeDesc.of(CD_Object, THREAD),
                        ClassFile.ACC_PUBLIC, code -> code
                                .aload(1).getfield(THREAD, FIELD, CD_Object).areturn()));
    }

    /**
     * Replaces the locks of the threads that exist, so that {@link ThreadSlots} finds theirs as
     * quickly. At the start of the JVM none of them holds that lock.
     */
    static void fillOld() throws ReflectiveOperationException {
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
        Object unsafe = type.getMethod("getUnsafe").invoke(null);
        Field field = Thread.class.getDeclaredField(FIELD);
        Object offset = type.getMethod("objectFieldOffset", Field.class).invoke(unsafe, field);
        Method put = type.getMethod("putReferenceVolatile", Object.class, long.class,
                Object.class);
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            if (!ThreadSlots.has(t)) {
                put.invoke(unsafe, t, offset, ThreadSlots.of(t));
            }
        }
    }
}
