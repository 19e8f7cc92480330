package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/** The lines, objects and values of a recording that is to be shown. */
final class Details {
    private static final int MAX_TEXT = 40;

    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> perType = new HashMap<>();

    void step(RecordedThread r, Step s, ControlledThread t, @Nullable Object on) {
        s.site = ProgramFrames.innermost();
        if (op(s).isEmpty() || on == null) {
            return;
        }
        s.object = number(on, t);
    }

    private static String op(Step s) {
        return s.op.toString();
    }

    private int number(Object on, ControlledThread by) {
        Integer known = numbers.get(on);
        if (known != null) {
            return known;
        }
        numbers.put(on, names.size());
        names.add(name(on, by));
        return names.size() - 1;
    }

    private String name(Object on, ControlledThread by) {
        for (ControlledThread t : by.run().threads()) {
            if (t.goroutine() == on || t.thread() == on) {
                return t.path();
            }
        }
        return on instanceof String s ? s : numbered(simpleName(on.getClass()));
    }

    private String numbered(String type) {
        return type + '#' + perType.merge(type, 1, Integer::sum);
    }

    static String simpleName(Class<?> c) {
        String name = c.getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** Returns a value as text. Calls no method of the program: that would be part of the run. */
    static String text(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof CharSequence s) {
            String all = s instanceof String ? (String) s : simpleName(s.getClass());
            return '"' + (all.length() <= MAX_TEXT ? all : all.substring(0, MAX_TEXT) + "...") + '"';
        }
        if (value instanceof Character c) {
            return "'" + c + "'";
        }
        return value instanceof Enum<?> e ? e.name() : simpleName(value.getClass());
    }
}
