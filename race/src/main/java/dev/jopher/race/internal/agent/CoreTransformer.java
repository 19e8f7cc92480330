package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.Interfaces;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Connects Jopher's own classes with the detector. They are neither checked nor instrumented like
 * others, because they emit their edges themselves:
 *
 * <ul>
 * <li>The bodies of {@code RaceEvents} become calls of {@link
 *     dev.jopher.race.internal.sync.CoreEvents}.
 * <li>Objects that pass edges on get a field for their clock.
 * <li>Atomics and maps of the JDK, which are instrumented, are replaced by ones that are not. Only
 *     a map that calls methods of the program stays.
 * </ul>
 */
final class CoreTransformer {
    private static final String SYNC = "dev.jopher.race.internal.sync.";
    private static final String EVENTS_NAME = "dev/jopher/internal/base/RaceEvents";
    private static final ClassDesc EVENTS = ClassDesc.of(SYNC + "CoreEvents");
    private static final ClassDesc CLOCKED = ClassDesc.of(SYNC + "Clocked");
    private static final ClassDesc CLOCKS = ClassDesc.of(SYNC + "CoreClocks");
    private static final String CLOCKS_NAME = "$race$clocks";

    /** Those with many objects. The clocks of others are in a table. */
    private static final Set<String> KEYS = Set.of(
            "dev/jopher/internal/goroutine/Waiter", "dev/jopher/internal/program/Program",
            "dev/jopher/internal/goroutine/TrackedScope", "dev/jopher/internal/time/RuntimeTimer",
            "dev/jopher/ChannelState", "dev/jopher/ChannelTimer", "dev/jopher/CancelContext",
            "dev/jopher/AfterFunc", "dev/jopher/GoroutineExecutor", "dev/jopher/sync/MutexState",
            "dev/jopher/sync/WaitPoint", "dev/jopher/sync/WaitGroup", "dev/jopher/sync/Once",
            "dev/jopher/sync/SemaphoreState", "dev/jopher/sync/RateLimiter");

    private static final String RAW = "dev/jopher/race/internal/raw/";
    private static final String JUC = "java/util/concurrent/";

    private static final Map<String, String> REPLACED = Map.of(
            JUC + "atomic/AtomicBoolean", RAW + "RawBoolean",
            JUC + "atomic/AtomicInteger", RAW + "RawInteger",
            JUC + "atomic/AtomicLong", RAW + "RawLong",
            JUC + "atomic/AtomicReference", RAW + "RawReference",
            JUC + "atomic/AtomicReferenceArray", RAW + "RawReferenceArray",
            JUC + "ConcurrentLinkedQueue", RAW + "RawQueue",
            JUC + "ConcurrentHashMap", RAW + "RawMap",
            JUC + "ConcurrentHashMap$KeySetView", RAW + "RawSet");

    private static final String REGISTRY = "dev/jopher/internal/goroutine/Registry";
    private static final Map<String, String> REPLACED_IN_REGISTRY = new HashMap<>(REPLACED);

    static {
        REPLACED_IN_REGISTRY.put("java/util/Collections", RAW + "RawCollections");
    }

    /**
     * Its map compares keys of the program, so a key that one caller has made is read by another.
     * The JDK's map orders that.
     */
    private static final String SINGLE_FLIGHT = "dev/jopher/sync/SingleFlight";

    private CoreTransformer() {}

    /**
     * Returns whether a class has the name of one of Jopher's own. Tests of Jopher have such names,
     * too, and are programs like others: see {@link CoreSource}.
     */
    static boolean isFor(String name) {
        return name.startsWith("dev/jopher/internal/") || name.startsWith("dev/jopher/sync/")
                || name.startsWith("dev/jopher/cli/")
                || name.startsWith("dev/jopher/") && name.indexOf('/', "dev/jopher/".length()) < 0;
    }

    /** Returns the new bytes of a class of Jopher; null if it stays as it is. */
    static byte @Nullable [] transform(String name, byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        if (name.equals(EVENTS_NAME)) {
            return classFile.transformClass(classFile.parse(bytes), Delegation.to(EVENTS));
        }
        byte[] result = name.equals(SINGLE_FLIGHT) ? null : ConstantPool.rename(bytes,
                name.equals(REGISTRY) ? REPLACED_IN_REGISTRY : REPLACED);
        if (KEYS.contains(name)) {
            ClassModel model = classFile.parse(result == null ? bytes : result);
            result = classFile.transformClass(model, clockField(model.thisClass().asSymbol()));
        }
        return result;
    }

    /** Returns what makes a class implement {@code Clocked}. */
    private static ClassTransform clockField(ClassDesc owner) {
        int flags = ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC;
        return ClassTransform.ofStateful(() -> new ClassTransform() {
            private boolean hasInterfaces;

            @Override
            public void accept(ClassBuilder builder, ClassElement e) {
                if (e instanceof Interfaces i) {
                    hasInterfaces = true;
                    builder.withInterfaceSymbols(Stream.concat(
                            i.interfaces().stream().map(ClassEntry::asSymbol),
                            Stream.of(CLOCKED)).toList());
                } else {
                    builder.with(e);
                }
            }

            @Override
            public void atEnd(ClassBuilder builder) {
                if (!hasInterfaces) {
                    builder.withInterfaceSymbols(CLOCKED);
                }
                builder.withField(CLOCKS_NAME, CLOCKS, flags | ClassFile.ACC_TRANSIENT);
                builder.withMethodBody(CLOCKS_NAME, MethodTypeDesc.of(CLOCKS), flags,
                        c -> c.aload(0).getfield(owner, CLOCKS_NAME, CLOCKS).areturn());
                builder.withMethodBody(CLOCKS_NAME, MethodTypeDesc.of(
                        ConstantDescs.CD_void, CLOCKS), flags,
                        c -> c.aload(0).aload(1).putfield(owner, CLOCKS_NAME, CLOCKS).return_());
            }
        });
    }
}
