package dev.jopher.explore.internal.agent;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.jopher.race.internal.agent.BenignRaces;
import dev.jopher.race.internal.agent.ClassInfo;
import dev.jopher.race.internal.agent.ClassInfos;
import dev.jopher.race.internal.agent.FieldResolver;
import dev.jopher.race.internal.report.Accepted;
import org.jspecify.annotations.Nullable;

/**
 * Puts points into a class of the program, and gives its monitors to the run.
 *
 * <p>A method with a monitor exists twice afterwards. The first version, with the old name, has no
 * monitor of the JVM, but calls of {@code Monitors}; a thread outside of any run goes from its
 * beginning to the other version, which is as it was. So each version has balanced monitors, or
 * none: the JIT compiles nothing else.
 */
final class UserTransformer implements ClassTransform {
    private static final String REAL = "$explore$real$";
    private static final int MOST_KNOWN = 2_000;
    private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

    /** A class file and what became of it. */
    private record Known(byte[] of, byte @Nullable [] result) {}

    private final ClassInfo self;
    private final FieldResolver fields;
    private final int version;
    private final MethodReferences references;

    /** Methods whose races are accepted. */
    private final Set<String> accepted = new HashSet<>();

    private int copies;
    private boolean changed;

    private UserTransformer(ClassModel model, ClassInfo self, ClassInfos classes) {
        this.self = self;
        this.fields = new FieldResolver(classes);
        this.version = model.majorVersion();
        this.references = new MethodReferences(self);
        for (MethodModel m : model.methods()) {
            if (BenignRaces.accepts(m)) {
                accepted.add(m.methodName().stringValue());
            }
        }
    }

    /**
     * Returns the new bytes of a class; null if it stays as it is. A program with static variables
     * is loaded for each schedule, so the last results are kept.
     */
    static byte @Nullable [] transform(ClassLoader loader, String name, byte[] bytes) {
        String key = name + ' ' + loader.getClass().getName();
        Known known = KNOWN.get(key);
        if (known == null || !Arrays.equals(known.of, bytes)) {
            known = new Known(bytes.clone(), transform(loader, bytes));
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(key, known);
        }
        return known.result;
    }

    private static byte @Nullable [] transform(ClassLoader loader, byte[] bytes) {
        ClassInfos classes = ClassInfos.of(loader);
        ClassFile file = ClassFile.of(ClassHierarchyResolverOption.of(classes::hierarchy));
        ClassModel model = file.parse(bytes);
        ClassInfo self = ClassInfo.of(model, false);
        UserTransformer t = new UserTransformer(model, self, classes);
        byte[] result = file.transformClass(model, t);
        return t.changed ? result : null;
    }

    @Override
    public void accept(ClassBuilder to, ClassElement e) {
        if (!(e instanceof MethodModel m) || m.code().isEmpty()) {
            to.with(e);
        } else if (hasMonitors(m, m.code().get())) {
            changed = true;
            twice(to, m);
        } else {
            MethodCode code = code(m);
            if (code.wants(m.code().get())) {
                changed = true;
                to.transformMethod(m, MethodTransform.transformingCode(code));
            } else {
                to.with(e);
            }
        }
    }

    /**
     * Returns whether the method uses monitors and can have a copy. An object that is not finished
     * cannot be passed to the copy.
     */
    private static boolean hasMonitors(MethodModel m, CodeModel code) {
        return !isInitialiser(m)
                && (isSynchronized(m) || code.elementStream()
                        .anyMatch(MonitorInstruction.class::isInstance));
    }

    private static boolean isSynchronized(MethodModel m) {
        return (m.flags().flagsMask() & ClassFile.ACC_SYNCHRONIZED) != 0;
    }

    private void twice(ClassBuilder to, MethodModel m) {
        String copy = REAL + copies++ + '$' + m.methodName().stringValue();
        int flags = m.flags().flagsMask();
        Supplier<MethodCode> controlled =
                () -> new MonitorCode(self, points(m), references, m, copy, version);
        to.transformMethod(m, (b, e) -> {
            if (e instanceof CodeModel c) {
                b.transformCode(c, controlled.get());
            } else if (e instanceof AccessFlags) {
                b.withFlags(flags & ~ClassFile.ACC_SYNCHRONIZED);
            } else {
                b.with(e);
            }
        });
        int hidden = flags & (ClassFile.ACC_STATIC | ClassFile.ACC_SYNCHRONIZED)
                | ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC;
        to.withMethod(copy, m.methodTypeSymbol(), hidden,
                b -> b.transformCode(m.code().orElseThrow(), code(m)));
    }

    private MethodCode code(MethodModel m) {
        return new MethodCode(self, points(m), references, isInitialiser(m));
    }

    private FieldPoints points(MethodModel m) {
        boolean isAccepted = accepted.contains(Accepted.written(m.methodName().stringValue()))
                || m.code().isPresent() && readsOptimistically(m.code().get());
        return new FieldPoints(self, fields, isInitialiser(m), isAccepted);
    }

    /** Returns whether the code reads under no lock, and asks later whether that was right. */
    private static boolean readsOptimistically(CodeModel code) {
        return code.elementStream().anyMatch(e -> e instanceof InvokeInstruction i
                && i.name().equalsString("tryOptimisticRead"));
    }

    private static boolean isInitialiser(MethodModel m) {
        return m.methodName().stringValue().startsWith("<");
    }

    @Override
    public void atEnd(ClassBuilder to) {
        references.addTo(to, new MethodCode(self, new FieldPoints(self, fields, false, false),
                references, false));
    }
}
