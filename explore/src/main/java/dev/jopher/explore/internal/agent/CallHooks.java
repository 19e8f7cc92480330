package dev.jopher.explore.internal.agent;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the program's code calls in place of some methods of the JDK: static methods of the package
 * {@code internal.java}, whose first argument is the receiver.
 *
 * @param owner the class of the hook
 */
record CallHooks(ClassDesc owner, String method, MethodTypeDesc type) {
    private static final String JAVA = "dev.jopher.explore.internal.java.";

    /** By class, name and descriptor. Without a class for methods of {@code Object}. */
    private static final Map<String, CallHooks> ALL = new HashMap<>();

    static {
        onObject("wait", "()V", "await");
        onObject("wait", "(J)V", "await");
        onObject("wait", "(JI)V", "await");
        onObject("notify", "()V", "notifyOne");
        onObject("notifyAll", "()V", "notifyEach");
        of("java/lang/Thread", "holdsLock", "(Ljava/lang/Object;)Z", "Monitors");
        of("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", "JavaThreads");
        of("java/lang/Thread", "yield", "()V", "JavaThreads");
        of("java/lang/Thread", "onSpinWait", "()V", "JavaThreads");
        onThread("threadId", "J");
        onThread("getId", "J");
        onThread("getState", "Ljava/lang/Thread$State;");
        ALL.put("java/lang/Runtime.availableProcessors()I",
                hook("Chance", "availableProcessors", "(Ljava/lang/Runtime;)I"));
        String support = "java/util/concurrent/locks/LockSupport";
        of(support, "park", "()V", "JavaThreads");
        of(support, "park", "(Ljava/lang/Object;)V", "JavaThreads");
        of(support, "unpark", "(Ljava/lang/Thread;)V", "JavaThreads");
        ALL.put("java/lang/System.nanoTime()J", hook("JavaTime", "polledNanoTime", "()J"));
        ALL.put("java/lang/System.currentTimeMillis()J", hook("JavaTime", "polledMillis", "()J"));
        of("java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I", "Chance");
        of("java/lang/Math", "random", "()D", "Chance");
        of("java/lang/StrictMath", "random", "()D", "Chance");
        of("java/util/UUID", "randomUUID", "()Ljava/util/UUID;", "Chance");
        of("java/util/Collections", "shuffle", "(Ljava/util/List;)V", "Chance");
        ALL.put("hashCode()I", hook("Chance", "hashCode", "(Ljava/lang/Object;)I"));
    }

    private static void onObject(String method, String type, String hook) {
        ALL.put(method + type, hook("Monitors", hook, "(Ljava/lang/Object;" + type.substring(1)));
    }

    private static void onThread(String method, String result) {
        ALL.put("java/lang/Thread." + method + "()" + result,
                hook("JavaThreads", method, "(Ljava/lang/Thread;)" + result));
    }

    private static void of(String owner, String method, String type, String hooks) {
        ALL.put(owner + '.' + method + type, hook(hooks, method, type));
    }

    private static CallHooks hook(String hooks, String method, String type) {
        return new CallHooks(ClassDesc.of(JAVA + hooks), method,
                MethodTypeDesc.ofDescriptor(type));
    }

    static @Nullable CallHooks ofStatic(String owner, String method, String type) {
        return owner.startsWith("java/") ? ALL.get(owner + '.' + method + type) : null;
    }

    static @Nullable CallHooks ofInstance(String owner, String method, String type) {
        CallHooks h = ALL.get(method + type);
        return h != null || !owner.startsWith("java/") ? h : ALL.get(owner + '.' + method + type);
    }
}
