package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.util.Comparator;
import java.util.List;

import dev.jopher.race.internal.agent.ClassInfo.FieldInfo;
import dev.jopher.race.internal.sync.FieldClocks;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the instance fields of an object, for the clocks of those that synchronise. Each access
 * to a field, by an instruction or a {@code VarHandle}, must come to the same number. Volatile
 * fields come first, so that their numbers are small.
 */
final class FieldNumbers implements FieldClocks.Numbers {
    private static final Comparator<FieldInfo> ORDER =
            Comparator.comparing((FieldInfo f) -> !f.isVolatile()).thenComparing(FieldInfo::name)
                    .thenComparing(FieldInfo::type);

    /** Returns the number of a field that {@code declaring} has itself. */
    static int of(ClassInfos classes, ClassInfo declaring, FieldInfo field) {
        return above(classes, declaring) + own(declaring).indexOf(field);
    }

    /** Returns how many numbers the superclasses use. */
    private static int above(ClassInfos classes, ClassInfo c) {
        int n = 0;
        for (String s = c.superclass(); s != null;) {
            ClassInfo info = classes.find(s);
            if (info == null || info.jdk()) {
                break;
            }
            n += own(info).size();
            s = info.superclass();
        }
        return n;
    }

    private static List<FieldInfo> own(ClassInfo c) {
        return c.fields().stream().filter(f -> !f.has(ClassFile.ACC_STATIC)).sorted(ORDER).toList();
    }

    @Override
    public int of(Class<?> type, String name) {
        for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            ClassInfos classes = ClassInfos.of(c.getClassLoader());
            ClassInfo info = classes.find(c.getName().replace('.', '/'));
            FieldInfo f = info == null || info.jdk() ? null : instance(info, name);
            if (info != null && f != null) {
                return of(classes, info, f);
            }
        }
        return -1;
    }

    private static @Nullable FieldInfo instance(ClassInfo info, String name) {
        for (FieldInfo f : info.fields()) {
            if (f.name().equals(name) && !f.isStatic()) {
                return f;
            }
        }
        return null;
    }
}
