package dev.jopher.explore.internal.agent;

import static dev.jopher.explore.internal.agent.JdkEntry.Then.ARGUMENT;
import static dev.jopher.explore.internal.agent.JdkEntry.Then.CONTINUE;
import static dev.jopher.explore.internal.agent.JdkEntry.Then.RESULT;
import static dev.jopher.explore.internal.agent.JdkEntry.Then.RESULT_INT;
import static dev.jopher.explore.internal.agent.JdkEntry.Then.RETURN;
import static dev.jopher.explore.internal.agent.JdkEntry.Then.RETURN_ARGUMENT;
import static dev.jopher.explore.internal.agent.JdkEntry.Then.RETURN_THIS;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is rewritten in which class of the JDK: where threads start and wait for time, where
 * deadlines are computed, and where chance comes from. Never {@code VirtualThread}: the JVM relies
 * on that class as it is.
 */
final class JdkRules {
    private static final String JUC = "java/util/concurrent/";
    private static final String THREAD = "Ljava/lang/Thread;";
    private static final Map<String, JdkRule> RULES = new HashMap<>();

    private JdkRules() {}

    static {
        threads();
        pools();
        time();
        chance();
        monitors();
        elements();
    }

    private static void threads() {
        String threads = "JavaThreads";
        String isTrue = "(" + THREAD + ")Z";
        String isOne = "(" + THREAD + ")I";
        add("java/lang/Thread").time()
                .entry(JdkEntry.of("start()V", RETURN, threads, "start", isTrue, 0))
                .entry(JdkEntry.of("start(Ljdk/internal/vm/ThreadContainer;)V", RETURN, threads,
                        "start", isTrue, 0))
                .entry(JdkEntry.of("alive()Z", RESULT_INT, threads, "alive", isOne, 0))
                .entry(JdkEntry.of("isInterrupted()Z", RESULT_INT, threads, "isInterrupted",
                        isOne, 0))
                .entry(JdkEntry.of("threadState()Ljava/lang/Thread$State;", RESULT, threads,
                        "threadState", "(" + THREAD + ")Ljava/lang/Thread$State;", 0))
                .entry(JdkEntry.of("join(J)V", RETURN, threads, "join", "(" + THREAD + "J)Z", 0,
                        1))
                .entry(JdkEntry.of("interrupt()V", RETURN, threads, "interrupt", isTrue, 0))
                // VirtualThread.interrupt calls it.
                .entry(JdkEntry.of("nioBlocker()Lsun/nio/ch/Interruptible;", CONTINUE, threads,
                        "interrupting", "(" + THREAD + ")V", 0))
                .entry(JdkEntry.of("sleepNanos(J)V", RETURN, "JavaTime", "sleep", "(J)Z", 0))
                .entry(JdkEntry.of("dispatchUncaughtException(Ljava/lang/Throwable;)V", RETURN,
                        threads, "uncaught", "(" + THREAD + "Ljava/lang/Throwable;)Z", 0, 1))
                .entry(JdkEntry.of("genThreadName()Ljava/lang/String;", RESULT, threads,
                        "genThreadName", "()Ljava/lang/String;"));
        add(JUC + "locks/LockSupport")
                .entry(JdkEntry.of("unpark(" + THREAD + ")V", ARGUMENT, threads, "real",
                        "(" + THREAD + ")" + THREAD, 0))
                .entry(JdkEntry.of("park()V", CONTINUE, threads, "parking", "()V"))
                .entry(JdkEntry.of("park(Ljava/lang/Object;)V", CONTINUE, threads, "parking",
                        "()V"))
                .entry(parkNanos("parkNanos(J)V", "parkNanos", 0))
                .entry(parkNanos("parkNanos(Ljava/lang/Object;J)V", "parkNanos", 1))
                .entry(parkNanos("parkUntil(J)V", "parkUntil", 0))
                .entry(parkNanos("parkUntil(Ljava/lang/Object;J)V", "parkUntil", 1));
    }

    private static JdkEntry parkNanos(String method, String hook, int slot) {
        return JdkEntry.of(method, RETURN, "JavaTime", hook, "(J)Z", slot);
    }

    private static void pools() {
        String task = "L" + JUC + "ForkJoinTask;";
        String pool = "L" + JUC + "ForkJoinPool;";
        String unit = "L" + JUC + "TimeUnit;";
        String delayed = "L" + JUC + "DelayScheduler$ScheduledForkJoinTask;";
        add(JUC + "ForkJoinTask").time()
                .entry(JdkEntry.of("fork()" + task, RETURN_THIS, "Pools", "fork",
                        "(" + task + ")Z", 0));
        add(JUC + "ForkJoinPool").time()
                .entry(JdkEntry.of("poolSubmit(Z" + task + ")" + task, RETURN_ARGUMENT, "Pools",
                        "submit", "(" + pool + task + ")Z", 0, 2))
                .entry(JdkEntry.of("scheduleDelayedTask(" + delayed + ")" + delayed,
                        RETURN_ARGUMENT, "Pools", "delay", "(" + pool + "Ljava/lang/Object;)Z", 0,
                        1))
                .entry(JdkEntry.of("getCommonPoolParallelism()I", RESULT_INT, "Chance",
                        "parallelism", "()I"))
                .entry(JdkEntry.of("isTerminated()Z", RESULT_INT, "Pools", "isTerminated",
                        "(" + pool + ")I", 0))
                .entry(JdkEntry.of("awaitTermination(J" + unit + ")Z", RESULT_INT, "Pools",
                        "awaitTermination", "(" + pool + "J" + unit + ")I", 0, 1, 3))
                .entry(JdkEntry.of("awaitQuiescence(J" + unit + ")Z", RESULT_INT, "Pools",
                        "awaitQuiescence", "(" + pool + "J" + unit + ")I", 0, 1, 3))
                .entry(JdkEntry.of("close()V", RETURN, "Pools", "close", "(" + pool + ")Z", 0));
        String executor = "(L" + JUC + "ThreadPoolExecutor;)V";
        add(JUC + "ThreadPoolExecutor").entry(JdkEntry.of("execute(Ljava/lang/Runnable;)V",
                CONTINUE, "Pools", "executing", executor, 0));
        add(JUC + "ScheduledThreadPoolExecutor").entry(JdkEntry.of(
                "delayedExecute(L" + JUC + "RunnableScheduledFuture;)V", CONTINUE, "Pools",
                "executing", executor, 0));
        add(JUC + "Executors$DefaultThreadFactory")
                .call(JUC + "atomic/AtomicInteger.getAndIncrement()I<init>", "Chance",
                        "getAndIncrement", "(L" + JUC + "atomic/AtomicInteger;)I");
    }

    private static void time() {
        for (String type : new String[] {"Exchanger", "ThreadPerTaskExecutor", "DelayScheduler",
            "SubmissionPublisher", "ScheduledThreadPoolExecutor", "LinkedTransferQueue",
            "AbstractExecutorService", "Phaser", "CompletableFuture", "FutureTask", "DelayQueue",
            "SynchronousQueue", "locks/AbstractQueuedSynchronizer", "locks/StampedLock",
            "locks/AbstractQueuedLongSynchronizer"}) {
            add(JUC + type).time();
        }
        add("jdk/internal/misc/ThreadFlock").time();
        add("java/util/Date").time();
        add("java/util/GregorianCalendar").time();
        add("java/time/Clock").time()
                .entry(JdkEntry.of("currentInstant()Ljava/time/Instant;", RESULT, "JavaTime",
                        "currentInstant", "()Ljava/time/Instant;"));
    }

    private static void chance() {
        String number = "(L" + JUC + "atomic/AtomicLong;J)J";
        add(JUC + "ThreadLocalRandom").time()
                .call(JUC + "atomic/AtomicLong.getAndAdd(J)J", "Chance", "seed", number)
                .call("java/lang/Thread.threadId()J", "JavaThreads", "threadId",
                        "(" + THREAD + ")J")
                .call(JUC + "atomic/AtomicInteger.addAndGet(I)I", "Chance", "addAndGet",
                        "(L" + JUC + "atomic/AtomicInteger;I)I");
        add("java/util/SplittableRandom")
                .call(JUC + "atomic/AtomicLong.getAndAdd(J)J", "Chance", "getAndAdd", number);
        add("java/util/Random").time().result("seedUniquifier");
        add("java/security/SecureRandom")
                .entry(JdkEntry.of("nextBytes([B)V", RETURN, "Chance", "nextBytes", "([B)Z", 1));
        for (String type : new String[] {"java/util/HashMap", JUC + "ConcurrentHashMap",
            "java/util/Objects", "java/util/Arrays", "java/util/Hashtable"}) {
            add(type).call("java/lang/Object.hashCode()I", "Chance", "hashCode",
                    "(Ljava/lang/Object;)I");
        }
    }

    private static void monitors() {
        add(JUC + "ConcurrentHashMap").monitors();
        add(JUC + "CopyOnWriteArrayList").monitors();
        add("java/util/Timer").time().monitors();
        add("java/util/TimerThread").time().monitors();
        add("java/util/TimerTask").time().monitors();
        for (String type : new String[] {"Collection", "Set", "SortedSet", "NavigableSet", "List",
            "RandomAccessList", "Map", "SortedMap", "NavigableMap"}) {
            add("java/util/Collections$Synchronized" + type).monitors();
        }
    }

    private static void elements() {
        String object = "Ljava/lang/Object;";
        String of = "(" + object + ")V";
        String put = "(" + object + object + "Z)" + object;
        add(JUC + "ConcurrentHashMap")
                .entry(JdkEntry.of("putVal" + put, CONTINUE, "Bulk", "element", of, 0));
        add(JUC + "ConcurrentHashMap$Traverser")
                .entry(JdkEntry.of("advance()L" + JUC + "ConcurrentHashMap$Node;", CONTINUE,
                        "Bulk", "advance", of, 0));
        add(JUC + "ConcurrentSkipListMap")
                .entry(JdkEntry.of("doPut" + put, CONTINUE, "Bulk", "element", of, 0));
        add("java/util/AbstractQueue")
                .entry(JdkEntry.of("add(" + object + ")Z", CONTINUE, "Bulk", "element", of, 0));
    }

    private static JdkRule add(String name) {
        return RULES.computeIfAbsent(name, JdkRule::new);
    }

    static Set<String> names() {
        return RULES.keySet();
    }

    /** Returns the rule for a class, or null. Nested classes have that of the outer one. */
    static @Nullable JdkRule of(String name) {
        JdkRule rule = RULES.get(name);
        int nest = name.indexOf('$');
        return rule != null || nest < 0 ? rule : RULES.get(name.substring(0, nest));
    }
}
