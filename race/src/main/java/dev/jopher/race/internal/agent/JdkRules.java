package dev.jopher.race.internal.agent;

import static dev.jopher.race.internal.agent.MethodRule.NONE;
import static dev.jopher.race.internal.agent.MethodRule.At.ENTRY;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_FALSE;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_TRUE;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What is rewritten in which class of the JDK. */
final class JdkRules {
    private static final Map<String, ClassRule> RULES = new HashMap<>();

    private JdkRules() {}

    static {
        // A virtual thread is started by a method of Thread, too. VirtualThread is never rewritten.
        add("java/lang/Thread")
                .at("start()V", ENTRY, Hook.STARTING, 0)
                .at("setThreadContainer", ENTRY, Hook.STARTING, 0)
                .at("join", RETURN, Hook.JOINED, 0)
                .at("isAlive", RETURN_FALSE, Hook.JOINED, 0)
                .at("getState", RETURN, Hook.JOINED, 0)
                .at("clearReferences", ENTRY, Hook.ENDED, 0)
                .at("interrupt", ENTRY, Hook.INTERRUPTING, 0)
                // VirtualThread.interrupt calls it, with the lock that also clears an interrupt.
                .at("nioBlocker", ENTRY, Hook.INTERRUPTING, 0)
                .at("interrupted", RETURN_TRUE, Hook.SELF_INTERRUPTED, NONE)
                .at("isInterrupted", RETURN_TRUE, Hook.INTERRUPTED, 0);
        // The JVM calls the constructor too, when it ends Object.wait.
        add("java/lang/InterruptedException")
                .at("<init>", RETURN, Hook.SELF_INTERRUPTED, NONE);
    }

    private static ClassRule add(String name) {
        ClassRule rule = new ClassRule(name);
        RULES.put(name, rule);
        return rule;
    }

    static @Nullable ClassRule of(String name) {
        return RULES.get(name);
    }
}
