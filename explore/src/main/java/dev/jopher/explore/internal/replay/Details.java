package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.ProgramFrames;
import org.jspecify.annotations.Nullable;

/** The lines, objects and values of a recording that is to be shown. */
final class Details {
    private static final int MAX_TEXT = 40;

    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final VariableNames variables = new VariableNames();

    /** By object: its thread's path or the like; null for one that is named by its type. */
    private final List<@Nullable String> fixedNames = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    void step(Step s, ControlledThread t, @Nullable Object on) {
        StackWalker.StackFrame frame = ProgramFrames.innermost();
        if (frame != null) {
            s.site = frame.toStackTraceElement();
            variables.loader(frame.getDeclaringClass());
        }
        if (on != null) {
            s.object = number(on, t);
        }
    }

    private int number(Object on, ControlledThread by) {
        Integer known = numbers.get(on);
        if (known != null) {
            return known;
        }
        numbers.put(on, types.size());
        fixedNames.add(fixedName(on, by));
        types.add(simpleName(on instanceof Class<?> c ? c : on.getClass()));
        return types.size() - 1;
    }

    private static @Nullable String fixedName(Object on, ControlledThread by) {
        for (ControlledThread t : by.run().threads()) {
            if (t.goroutine() == on || t.thread() == on) {
                return t.path();
            }
        }
        return on instanceof String s ? s : null;
    }

    /** Returns the objects' names: those of variables if the steps agree, and else of types. */
    List<String> names(List<RecordedThread> threads) {
        List<Map<String, Integer>> votes = new ArrayList<>();
        types.forEach(t -> votes.add(new LinkedHashMap<>()));
        for (RecordedThread t : threads) {
            for (Step s : t.steps()) {
                if (s.object >= 0 && s.site != null && fixedNames.get(s.object) == null) {
                    vote(s, s.site, votes.get(s.object));
                }
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < votes.size(); i++) {
            String fixed = fixedNames.get(i);
            names.add(fixed != null ? fixed : votes.get(i).entrySet().stream()
                    .max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(""));
        }
        return numbered(names);
    }

    private void vote(Step s, StackTraceElement site, Map<String, Integer> votes) {
        String type = types.get(s.object);
        if (s.op.isAccess()) {
            String field = variables.field(site, type);
            if (field != null) {
                s.name = type + '.' + field;
                return;
            }
        }
        String name = s.op == Op.ENTER ? variables.monitor(site) : variables.at(site, type);
        if (name != null) {
            votes.merge(name, 1, Integer::sum);
        }
    }

    /** Adds numbers where several objects have the same name, or only a type. */
    private List<String> numbered(List<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        names.forEach(n -> counts.merge(n, 1, Integer::sum));
        Map<String, Integer> next = new HashMap<>();
        List<String> result = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String n = names.get(i).isEmpty() ? types.get(i) : names.get(i);
            boolean isUnique = fixedNames.get(i) != null
                    || !names.get(i).isEmpty() && counts.getOrDefault(n, 0) == 1;
            result.add(isUnique ? n : n + '#' + next.merge(n, 1, Integer::sum));
        }
        return result;
    }

    static String simpleName(Class<?> c) {
        String name = c.getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** Returns a value as text. Calls no method of the program: that would be part of the run. */
    static String text(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof CharSequence s) {
            String all = s instanceof String ? (String) s : simpleName(s.getClass());
            return '"' + (all.length() <= MAX_TEXT ? all : all.substring(0, MAX_TEXT) + "...")
                    + '"';
        }
        if (value instanceof Character c) {
            return "'" + c + "'";
        }
        return value instanceof Enum<?> e ? e.name() : simpleName(value.getClass());
    }
}
