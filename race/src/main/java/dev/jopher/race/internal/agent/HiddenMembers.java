package dev.jopher.race.internal.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Hides from reflection what the agent adds to the program's classes. Frameworks walk over the
 * fields of a class, and serialisation computes a class's version from its members.
 */
public final class HiddenMembers {
    private HiddenMembers() {}

    /** Called by the rewritten {@code Reflection.filterFields} with its result. */
    public static Field[] fields(Field[] all) {
        return shown(all);
    }

    /** Called by the rewritten {@code Reflection.filterMethods} with its result. */
    public static Method[] methods(Method[] all) {
        return shown(all);
    }

    private static <M extends Member> M[] shown(M[] all) {
        int n = 0;
        for (M m : all) {
            n += isHidden(m) ? 0 : 1;
        }
        if (n == all.length) {
            return all;
        }
        M[] shown = Arrays.copyOf(all, n);
        int i = 0;
        for (M m : all) {
            if (!isHidden(m)) {
                shown[i++] = m;
            }
        }
        return shown;
    }

    private static boolean isHidden(Member m) {
        return m.getName().startsWith(Names.PREFIX);
    }
}
