package dev.jopher.explore.internal.agent;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What is rewritten in one class of the JDK, and in its nested classes if those have no rule. */
final class JdkRule {
    private static final String JAVA = "dev.jopher.explore.internal.java.";

    /** A method that is called in place of another. */
    record Call(ClassDesc owner, String method, MethodTypeDesc type) {}

    final String name;
    final List<JdkEntry> entries = new ArrayList<>();

    /** By class, name and descriptor of what the class calls; perhaps only in one method. */
    private final Map<String, Call> calls = new HashMap<>();

    private final Set<String> results = new HashSet<>();
    private boolean monitors;

    JdkRule(String name) {
        this.name = name;
    }

    JdkRule entry(JdkEntry e) {
        entries.add(e);
        return this;
    }

    /**
     * @param callee class, name and descriptor, and for one method of the class alone its name
     * @param type of the hook; the receiver is its first parameter
     */
    JdkRule call(String callee, String owner, String hook, String type) {
        calls.put(callee, new Call(ClassDesc.of(JAVA + owner), hook,
                MethodTypeDesc.ofDescriptor(type)));
        return this;
    }

    JdkRule time() {
        return call("java/lang/System.nanoTime()J", "JavaTime", "nanoTime", "()J")
                .call("java/lang/System.currentTimeMillis()J", "JavaTime", "currentTimeMillis",
                        "()J");
    }

    /** Replaces the monitors of the class by the run's. */
    JdkRule monitors() {
        monitors = true;
        return this;
    }

    /** Passes the result of a method, a {@code long}, through {@code Chance.uniquifier}. */
    JdkRule result(String method) {
        results.add(method);
        return this;
    }

    @Nullable Call call(String callee) {
        return calls.get(callee);
    }

    boolean changesResult(String method) {
        return results.contains(method);
    }

    boolean hasMonitors() {
        return monitors;
    }

    /** Returns whether it also waits for notifications, on objects of its own. */
    boolean waits() {
        return monitors && name.startsWith("java/util/Timer");
    }
}
