package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Adds checks to a class of the program, and events to its synchronisation.
 *
 * <p>The JVM limits a method to 64 kB. If the class-file API rejects the result, each method is
 * tried alone, with less and less added to it: shorter checks, no checks, nothing. A method that is
 * not checked is named. The class gets its shadow words in any case, because the code of other
 * classes relies on them.
 */
final class UserTransformer {
    /** How much is added to a method. */
    enum Level {
        /** Everything. */
        CHECKS,
        /** Everything, with short checks of array elements. */
        SHORT_CHECKS,
        /** Only the events of its synchronisation. */
        EVENTS,
        NOTHING;

        Level less() {
            return values()[ordinal() + 1];
        }
    }

    private final ClassFile api;
    private final ClassModel model;
    private final ClassInfo self;
    private final ClassInfos classes;
    private final Scope scope;
    private final Map<MethodModel, Level> levels = new HashMap<>();

    private UserTransformer(ClassInfos classes, byte[] bytes, Scope scope) {
        this.classes = classes;
        this.scope = scope;
        this.api = ClassFile.of(ClassHierarchyResolverOption.of(classes::hierarchy));
        this.model = api.parse(bytes);
        this.self = classes.add(model);
    }

    /**
     * Returns the transformed class. Its accesses are checked if it is in the scope; its
     * synchronisation is seen in any case.
     *
     * @return null if nothing has to change
     */
    static byte @Nullable [] transform(ClassLoader loader, byte[] bytes, Scope scope) {
        ClassInfos classes = ClassInfos.of(loader);
        UserTransformer t = new UserTransformer(classes, bytes, scope);
        try {
            return t.all();
        } catch (Throwable e) {
            // What is transformed from now on must not use its shadow words.
            classes.addUntransformed(t.model);
            throw e;
        }
    }

    private byte @Nullable [] all() {
        try {
            return transform(null);
        } catch (RuntimeException tooLong) {
            for (MethodModel m : model.methods()) {
                if (m.code().isPresent()) {
                    lowerUntilAccepted(m);
                }
            }
            return transform(null);
        }
    }

    /** Finds out how much may be added to a method. */
    private void lowerUntilAccepted(MethodModel m) {
        RuntimeException why = null;
        for (Level level = Level.CHECKS; level != Level.NOTHING; level = level.less()) {
            levels.put(m, level);
            try {
                transform(m);
                break;
            } catch (RuntimeException e) {
                why = e;
                levels.put(m, level.less());
            }
        }
        Level last = levels.getOrDefault(m, Level.CHECKS);
        if (why != null && (last == Level.NOTHING
                || last == Level.EVENTS && scope.isChecked(self.name()))) {
            Unchecked.report(self.name() + "." + m.methodName().stringValue(), why);
        }
    }

    /**
     * @param only the method that changes, or null if all do
     * @return null if nothing has to change
     */
    private byte @Nullable [] transform(@Nullable MethodModel only) {
        ClassChange change = new ClassChange(model, self, classes, scope,
                m -> only == null || m == only
                        ? levels.getOrDefault(m, Level.CHECKS)
                        : Level.NOTHING);
        byte[] result = api.transformClass(model, change);
        return change.changed() ? result : null;
    }
}
