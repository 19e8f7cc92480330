package dev.jopher.explore.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.world.Shared;

/** Finds the fields that {@link Shared} follows, and makes what reads them. */
final class SharedFields {
    private static final String UTIL = "java.util.";
    private static final String JUC = UTIL + "concurrent.";
    private static final String LOCKS = JUC + "locks.";

    /** Of an inner class, the object that it belongs to. */
    private static final String OUTER = "this$0";

    private static final String[][] FIELDS = {{LOCKS + "ReentrantLock", "sync"},
        {LOCKS + "ReentrantReadWriteLock$ReadLock", "sync"},
        {LOCKS + "ReentrantReadWriteLock$WriteLock", "sync"},
        {LOCKS + "AbstractQueuedSynchronizer$ConditionObject", OUTER},
        {LOCKS + "StampedLock$ReadLockView", OUTER}, {LOCKS + "StampedLock$WriteLockView", OUTER},
        {JUC + "ConcurrentHashMap$CollectionView", "map"},
        {JUC + "ConcurrentHashMap$BaseIterator", "map"},
        {JUC + "ConcurrentHashMap$MapEntry", "map"}, {JUC + "ConcurrentSkipListMap$Iter", OUTER},
        {JUC + "ConcurrentSkipListMap$KeySet", "m"}, {JUC + "ConcurrentSkipListMap$Values", "m"},
        {JUC + "ConcurrentSkipListMap$EntrySet", "m"},
        {JUC + "ConcurrentSkipListMap$SubMap", "m"}, {JUC + "ConcurrentSkipListSet", "m"},
        {JUC + "LinkedBlockingQueue$Itr", OUTER}, {JUC + "ArrayBlockingQueue$Itr", OUTER},
        {JUC + "LinkedBlockingDeque$AbstractItr", OUTER},
        {JUC + "ConcurrentLinkedQueue$Itr", OUTER},
        {JUC + "ConcurrentLinkedDeque$AbstractItr", OUTER},
        {UTIL + "Collections$SynchronizedCollection", "mutex"},
        {UTIL + "Collections$SynchronizedMap", "mutex"}, {UTIL + "Vector$Itr", OUTER},
        {UTIL + "Hashtable$Enumerator", OUTER}};

    private static final ClassDesc UNSAFE = ClassDesc.of("jdk.internal.misc.Unsafe");
    private static final ClassDesc READER = ClassDesc.of("java.lang.$explore$Reader");

    private SharedFields() {}

    /** @throws IllegalStateException if this JDK is not the one that is known */
    static void open() {
        try {
            Shared.Reader reader = (Shared.Reader) MethodHandles
                    .privateLookupIn(Thread.class, MethodHandles.lookup()).defineClass(reader())
                    .getDeclaredConstructor().newInstance();
            List<Shared.Link> links = new ArrayList<>();
            for (String[] field : FIELDS) {
                Class<?> type = Class.forName(field[0], false, null);
                links.add(new Shared.Link(type, reader.offset(type, field[1])));
            }
            Shared.use(reader, links.toArray(Shared.Link[]::new));
        } catch (ReflectiveOperationException | InternalError e) {
            throw new IllegalStateException("this JDK is not the one that is known: " + e, e);
        }
    }

    /** Returns a class of {@code java.lang}: ours may not name what it uses. */
    private static byte[] reader() {
        ClassDesc type = ClassDesc.of(Shared.Reader.class.getName());
        MethodTypeDesc noArguments = MethodTypeDesc.of(CD_void);
        MethodTypeDesc getUnsafe = MethodTypeDesc.of(UNSAFE);
        MethodTypeDesc offset = MethodTypeDesc.of(CD_long, CD_Class, CD_String);
        MethodTypeDesc read = MethodTypeDesc.of(CD_Object, CD_Object, CD_long);
        return ClassFile.of().build(READER, c -> c
                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                .withSuperclass(type)
                .withMethodBody(INIT_NAME, noArguments, ClassFile.ACC_PUBLIC, code -> code
                        .aload(0).invokespecial(type, INIT_NAME, noArguments).return_())
                .withMethodBody("offset", offset, ClassFile.ACC_PUBLIC, code -> code
                        .invokestatic(UNSAFE, "getUnsafe", getUnsafe).aload(1).aload(2)
                        .invokevirtual(UNSAFE, "objectFieldOffset", offset).lreturn())
                .withMethodBody("read", read, ClassFile.ACC_PUBLIC, code -> code
                        .invokestatic(UNSAFE, "getUnsafe", getUnsafe).aload(1).lload(2)
                        .invokevirtual(UNSAFE, "getReference", read).areturn()));
    }
}
