package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

import dev.jopher.race.internal.clock.ThreadSlots;
import dev.jopher.race.internal.shadow.FieldChecks;
import dev.jopher.race.internal.sync.FieldHandles;

/** Gives the detector its field in {@link Thread}: reads it, and fills it in threads that exist. */
final class ThreadAccess {
    static final String FIELD = "interruptLock";

    private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc UNSAFE = ClassDesc.of("jdk.internal.misc.Unsafe");
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

    /** Returns a class of {@code java.lang}, because the field is only visible there. */
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
                                .aload(1).getfield(THREAD, FIELD, CD_Object).areturn())
                .withMethodBody("setLockOf", MethodTypeDesc.of(CD_void, THREAD, CD_Object),
                        ClassFile.ACC_PUBLIC, ThreadAccess::setLockOf));
    }

    /**
     * Emits what sets the field. Reflection would do, too, but at each start it takes ten times as
     * long.
     */
    private static void setLockOf(CodeBuilder code) {
        code.invokestatic(UNSAFE, "getUnsafe", MethodTypeDesc.of(UNSAFE)).astore(3)
                .aload(3)
                .aload(1)
                .aload(3).loadConstant(THREAD).loadConstant(FIELD)
                .invokevirtual(UNSAFE, "objectFieldOffset",
                        MethodTypeDesc.of(CD_long, CD_Class, CD_String))
                .aload(2)
                .invokevirtual(UNSAFE, "putReferenceVolatile",
                        MethodTypeDesc.of(CD_void, CD_Object, CD_long, CD_Object))
                .return_();
    }

    /**
     * Replaces the locks of the threads that exist, so that {@link ThreadSlots} finds theirs as
     * quickly. At the start of the JVM none of them holds that lock.
     */
    static void fillOld() {
        for (Thread t : Thread.getAllStackTraces().keySet()) {
            if (!ThreadSlots.has(t)) {
                ThreadSlots.put(t);
            }
        }
    }
}
