package dev.jopher.race.internal.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Hides from reflection what the agent adds to the program's classes. Frameworks walk over the
 * fields of a class, and serialisation computes a class's version from its members.
 */
public final class HiddenMembers {
    private static final String PREFIX = "$race$";

    private HiddenMembers() {}

    /** Called by the rewritten {@code Reflection.filterFields} with its result. */
    public static Field[] fields(Field[] all) {
        int n = 0;
        for (Field f : all) {
            n += f.getName().startsWith(PREFIX) ? 0 : 1;
        }
        if (n == all.length) {
            return all;
        }
        Field[] shown = Arrays.copyOf(all, n);
        int i = 0;
        for (Field f : all) {
            if (!f.getName().startsWith(PREFIX)) {
                shown[i++] = f;
            }
        }
        return shown;
    }

    /** Called by the rewritten {@code Reflection.filterMethods} with its result. */
    public static Method[] methods(Method[] all) {
        int n = 0;
        for (Method m : all) {
            n += m.getName().startsWith(PREFIX) ? 0 : 1;
        }
        if (n == all.length) {
            return all;
        }
        Method[] shown = Arrays.copyOf(all, n);
        int i = 0;
        for (Method m : all) {
            if (!m.getName().startsWith(PREFIX)) {
                shown[i++] = m;
            }
        }
        return shown;
    }
}
