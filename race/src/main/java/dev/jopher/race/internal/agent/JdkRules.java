package dev.jopher.race.internal.agent;

import static dev.jopher.race.internal.agent.Hook.ACQUIRE;
import static dev.jopher.race.internal.agent.Hook.ACQUIRE_WRITE;
import static dev.jopher.race.internal.agent.Hook.RELEASE;
import static dev.jopher.race.internal.agent.Hook.RELEASE_READ;
import static dev.jopher.race.internal.agent.MethodRule.At.ENTRY;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_FALSE;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_LONG_NOT_NEGATIVE;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_NOT_NEGATIVE;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_NULL;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_STAMP;
import static dev.jopher.race.internal.agent.MethodRule.At.RETURN_TRUE;
import static dev.jopher.race.internal.agent.MethodRule.NONE;
import static dev.jopher.race.internal.agent.MethodRule.RESULT;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.jopher.race.internal.report.ProgramEnd;
import dev.jopher.race.internal.sync.ThreadHooks;
import org.jspecify.annotations.Nullable;

/**
 * What is rewritten in which class of the JDK. As little as gives each order that the documentation
 * promises, and each that a program can observe: an order too many hides races. So a queue's node
 * has a clock of its own, which its producer releases, and the links between nodes have none.
 */
final class JdkRules {
    private static final String JUC = "java/util/concurrent/";
    private static final String LOCKS = JUC + "locks/";
    private static final String ATOMIC = JUC + "atomic/";

    private static final Map<String, ClassRule> RULES = new HashMap<>();

    /**
     * Classes that call methods of rewritten ones and have no rule. An AOT cache has such calls
     * resolved if the callee is a class that the JVM itself knows, and a class that is loaded from
     * there later would call the method as it was before. So these are loaded before.
     */
    static final Set<String> CALLERS = Set.of("java/io/StringWriter", "java/lang/Process",
            "java/lang/ThreadBuilders$PlatformThreadBuilder",
            "java/lang/ThreadBuilders$VirtualThreadBuilder", "java/text/DateFormat",
            "java/text/Format", "java/text/NumberFormat", "java/util/regex/Matcher",
            JUC + "CompletableFuture$Signaller", JUC + "CyclicBarrier", JUC + "ExecutorService",
            JUC + "ForkJoinTask$InterruptibleTask", JUC + "Future", JUC + "Phaser$QNode",
            JUC + "SynchronousQueue", JUC + "TimeUnit",
            LOCKS + "AbstractQueuedSynchronizer$ConditionNode",
            LOCKS + "AbstractQueuedSynchronizer$ConditionObject");

    private JdkRules() {}

    static {
        threads();
        locks();
        stampedLock();
        collections();
        atomics();
        tasks();
        pools();
        others();
        streams();
        muted();
        add("java/lang/Shutdown")
                .splice(Splice.of("exit", "halt", true, ProgramEnd.class, "exiting", "(I)I"))
                .splice(Splice.of("shutdown", "runHooks", true, ThreadHooks.class, "shutdown",
                        "()V"))
                .splice(Splice.of("shutdown", "runHooks", false, ProgramEnd.class, "returning",
                        "()V"));
        add("jdk/internal/reflect/Reflection")
                .splice(Splice.of("filterFields", "", true, HiddenMembers.class, "fields",
                        "([Ljava/lang/reflect/Field;)[Ljava/lang/reflect/Field;"))
                .splice(Splice.of("filterMethods", "", true, HiddenMembers.class, "methods",
                        "([Ljava/lang/reflect/Method;)[Ljava/lang/reflect/Method;"));
    }

    private static void threads() {
        // A virtual thread is started by a method of Thread, too. VirtualThread is never rewritten.
        add("java/lang/Thread")
                .at("start()V", ENTRY, Hook.STARTING, 0)
                .at("setThreadContainer", ENTRY, Hook.STARTING, 0)
                .at("join", RETURN, Hook.JOINED, 0)
                .at("isAlive", RETURN_FALSE, Hook.JOINED, 0)
                .at("getState", RETURN, Hook.JOINED, 0)
                .at("clearReferences", ENTRY, Hook.ENDED, 0)
                .at("dispatchUncaughtException", ENTRY, Hook.UNCAUGHT, 0)
                .at("interrupt", ENTRY, Hook.INTERRUPTING, 0)
                // VirtualThread.interrupt calls it, with the lock that also clears an interrupt.
                .at("nioBlocker", ENTRY, Hook.INTERRUPTING, 0)
                .at("interrupted", RETURN_TRUE, Hook.SELF_INTERRUPTED, NONE)
                .at("isInterrupted", RETURN_TRUE, Hook.INTERRUPTED, 0);
        // The JVM calls the constructor too, when it ends Object.wait.
        add("java/lang/InterruptedException")
                .at("<init>", RETURN, Hook.SELF_INTERRUPTED, NONE);
        // Another thread starts the hooks.
        add("java/lang/ApplicationShutdownHooks").at("add", ENTRY, Hook.STARTING, 1);
        // A carrier does the last step of a virtual thread here.
        add("jdk/internal/misc/ThreadFlock").quiet("java/util/Set")
                .at("onExit", ENTRY, Hook.EXITING, 0)
                .at("wakeup", ENTRY, RELEASE, 0)
                .at("awaitAll", RETURN, ACQUIRE, 0)
                .at("close", RETURN, ACQUIRE, 0);
    }

    private static void locks() {
        add(LOCKS + "ReentrantLock$Sync")
                .at("tryLock", RETURN_TRUE, ACQUIRE, 0)
                .at("tryRelease", ENTRY, RELEASE, 0)
                .at("isLocked", RETURN_FALSE, ACQUIRE, 0);
        for (String type : new String[] {"NonfairSync", "FairSync"}) {
            add(LOCKS + "ReentrantLock$" + type)
                    .at("initialTryLock", RETURN_TRUE, ACQUIRE, 0)
                    .at("tryAcquire", RETURN_TRUE, ACQUIRE, 0);
            add(JUC + "Semaphore$" + type)
                    .at("tryAcquireShared", RETURN_NOT_NEGATIVE, ACQUIRE, 0);
        }
        add(JUC + "Semaphore$Sync")
                .at("nonfairTryAcquireShared", RETURN_NOT_NEGATIVE, ACQUIRE, 0)
                .at("tryReleaseShared", ENTRY, RELEASE, 0)
                .at("drainPermits", RETURN, ACQUIRE, 0)
                .at("getPermits", RETURN, ACQUIRE, 0);
        add(JUC + "CountDownLatch$Sync")
                .at("tryReleaseShared", ENTRY, RELEASE, 0)
                .at("tryAcquireShared", RETURN_NOT_NEGATIVE, ACQUIRE, 0)
                .at("getCount", RETURN, ACQUIRE, 0);
        add(LOCKS + "ReentrantReadWriteLock$Sync")
                .at("tryAcquire", RETURN_TRUE, ACQUIRE_WRITE, 0)
                .at("tryWriteLock", RETURN_TRUE, ACQUIRE_WRITE, 0)
                .at("tryRelease", ENTRY, RELEASE, 0)
                .at("tryAcquireShared", RETURN_LONG_NOT_NEGATIVE, ACQUIRE, 0)
                .at("tryReadLock", RETURN_TRUE, ACQUIRE, 0)
                .at("tryReleaseShared", ENTRY, RELEASE_READ, 0)
                .at("isWriteLocked", RETURN_FALSE, ACQUIRE, 0)
                .at("getReadLockCount", RETURN, ACQUIRE_WRITE, 0);
        for (String type : new String[] {"AbstractQueuedSynchronizer",
            "AbstractQueuedLongSynchronizer"}) {
            add(LOCKS + type)
                    .at("getState", RETURN, Hook.STATE_READ, 0)
                    .at("setState", ENTRY, Hook.STATE_WRITE, 0)
                    .at("compareAndSetState", ENTRY, Hook.STATE_WRITE, 0)
                    .at("compareAndSetState", RETURN, Hook.STATE_READ, 0);
        }
    }

    private static void stampedLock() {
        add(LOCKS + "StampedLock")
                .at("writeLock", RETURN_STAMP, Hook.STAMPED_WRITE, 0)
                .at("tryWriteLock", RETURN_STAMP, Hook.STAMPED_WRITE, 0)
                .at("writeLockInterruptibly", RETURN_STAMP, Hook.STAMPED_WRITE, 0)
                .at("readLock", RETURN_STAMP, Hook.STAMPED_READ, 0)
                .at("tryReadLock", RETURN_STAMP, Hook.STAMPED_READ, 0)
                .at("readLockInterruptibly", RETURN_STAMP, Hook.STAMPED_READ, 0)
                .at("unlockWrite", ENTRY, RELEASE, 0)
                .at("tryUnlockWrite", ENTRY, RELEASE, 0)
                .at("unstampedUnlockWrite", ENTRY, RELEASE, 0)
                .at("unlockRead", ENTRY, RELEASE_READ, 0)
                .at("tryUnlockRead", ENTRY, RELEASE_READ, 0)
                .at("unstampedUnlockRead", ENTRY, RELEASE_READ, 0)
                .at("tryConvertToWriteLock", RETURN_STAMP, Hook.STAMPED_WRITE, 0)
                .at("tryConvertToReadLock", ENTRY, RELEASE, 0)
                .at("tryConvertToReadLock", RETURN_STAMP, Hook.STAMPED_READ, 0)
                .at("tryConvertToOptimisticRead", ENTRY, RELEASE, 0)
                .at("tryConvertToOptimisticRead", RETURN_STAMP, Hook.OPTIMISTIC, 0)
                // A stamp of 0 too: the program reads, and only then finds it invalid.
                .at("tryOptimisticRead", RETURN, Hook.OPTIMISTIC, 0)
                .at("validate", RETURN, Hook.VALIDATED, 0)
                .at("isWriteLocked", RETURN_FALSE, ACQUIRE, 0)
                .at("isReadLocked", RETURN_FALSE, ACQUIRE_WRITE, 0);
    }

    private static void collections() {
        // A key, too: the program's equals reads it, before the value is read.
        add(JUC + "ConcurrentHashMap").nested().variables("val", "key").monitors()
                .at("replaceNode", ENTRY, Hook.REMOVING, 0)
                .at("clear", ENTRY, Hook.REMOVING, 0)
                .at("get", RETURN_NULL, Hook.ABSENT, 0)
                .at("putVal", RETURN_NULL, Hook.ABSENT, 0)
                .at("computeIfAbsent", ENTRY, Hook.ABSENT, 0)
                .at("compute", ENTRY, Hook.ABSENT, 0)
                .at("merge", ENTRY, Hook.ABSENT, 0)
                // A function that removes leaves nothing behind but an empty bin.
                .at("setTabAt", ENTRY, RELEASE, 1)
                .at("casTabAt", RETURN_TRUE, ACQUIRE, 1)
                .at("addCount", ENTRY, RELEASE, 0)
                .at("size", RETURN, ACQUIRE, 0)
                .at("isEmpty", RETURN, ACQUIRE, 0)
                .at("mappingCount", RETURN, ACQUIRE, 0);
        add(JUC + "ConcurrentHashMap$Node").variables("val", "key")
                .at("<init>(ILjava/lang/Object;Ljava/lang/Object;)V", RETURN, RELEASE, 0);
        add(JUC + "ConcurrentHashMap$Traverser")
                .at("advance", RETURN, ACQUIRE, RESULT);
        add(JUC + "ConcurrentSkipListMap").nested().variables("val", "VAL")
                .at("doRemove", ENTRY, Hook.REMOVING, 0)
                .at("doGet", RETURN_NULL, Hook.ABSENT, 0)
                .at("doPut", RETURN_NULL, Hook.ABSENT, 0);
        add(JUC + "ConcurrentSkipListMap$Node").variables("val")
                .at("<init>", RETURN, RELEASE, 0);
        add(JUC + "ConcurrentLinkedQueue").nested().variables("item", "ITEM");
        add(JUC + "ConcurrentLinkedQueue$Node").variables("ITEM")
                .at("<init>(Ljava/lang/Object;)V", RETURN, RELEASE, 0);
        add(JUC + "ConcurrentLinkedDeque").nested().variables("item", "ITEM")
                .at("newNode", RETURN, RELEASE, RESULT);
        add(JUC + "LinkedTransferQueue").nested().variables("item");
        add(JUC + "LinkedTransferQueue$DualNode").variables("item", "ITEM")
                .at("<init>", RETURN, RELEASE, 0);
        add(JUC + "SynchronousQueue$Transferer").variables("item");
        add(JUC + "CopyOnWriteArrayList").nested().variables("array").monitors();
        add(JUC + "Exchanger").nested().variables("match", "MATCH", "ENTRY");
        add("java/util/Vector").nested().monitors();
        add("java/util/Stack").monitors();
        add("java/util/Hashtable").nested().monitors();
        add("java/lang/StringBuffer").monitors();
        for (String type : new String[] {"Collection", "Set", "SortedSet", "NavigableSet", "List",
            "RandomAccessList", "Map", "SortedMap", "NavigableMap"}) {
            add("java/util/Collections$Synchronized" + type).monitors().contents();
        }
    }

    private static void atomics() {
        for (String type : new String[] {"Boolean", "Integer", "Long", "Reference"}) {
            add(ATOMIC + "Atomic" + type).variables("value", "VALUE");
        }
        for (String type : new String[] {"Integer", "Long", "Reference"}) {
            add(ATOMIC + "Atomic" + type + "Array").allAtomics().elements();
            add(ATOMIC + "Atomic" + type + "FieldUpdater").allAtomics().nested();
        }
        add(ATOMIC + "AtomicMarkableReference").variables("pair", "PAIR");
        add(ATOMIC + "AtomicStampedReference").variables("pair", "PAIR");
        // Adding is not ordered with adding, so the cells have no clocks.
        for (String type : new String[] {"Long", "Double"}) {
            add(ATOMIC + type + "Adder").at("add", ENTRY, RELEASE, 0)
                    .at("sum", RETURN, ACQUIRE, 0)
                    .at("reset", ENTRY, RELEASE, 0)
                    .at("sumThenReset", RETURN, ACQUIRE, 0);
            add(ATOMIC + type + "Accumulator").at("accumulate", ENTRY, RELEASE, 0)
                    .at("get", RETURN, ACQUIRE, 0)
                    .at("reset", ENTRY, RELEASE, 0)
                    .at("getThenReset", RETURN, ACQUIRE, 0);
        }
    }

    private static void tasks() {
        add(JUC + "FutureTask").variables("state", "STATE");
        add(JUC + "CompletableFuture").nested()
                .variables("result", "RESULT", "stack", "STACK", "next", "NEXT");
        add(JUC + "CountedCompleter").variables("pending", "PENDING");
        add(JUC + "ForkJoinTask").variables("status", "STATUS", "aux", "AUX");
        add(JUC + "ForkJoinTask$InvokeAnyRoot").variables("result", "count", "COUNT");
        add(JUC + "Phaser").variables("state", "STATE");
        add(JUC + "StructuredTaskScopeImpl$SubtaskImpl").variables("result");
        for (String type : new String[] {"AllSuccessful", "AwaitSuccessful"}) {
            add(JUC + "Joiners$" + type).variables("firstException", "FIRST_EXCEPTION");
        }
        add(JUC + "Joiners$AnySuccessful").variables("subtask", "SUBTASK");
        add(JUC + "SubmissionPublisher$BufferedSubscription")
                .variables("ctl", "CTL", "demand", "DEMAND", "QA");
    }

    private static void pools() {
        // While a thread waits for a task it helps, and these see that the task is done.
        add(JUC + "ForkJoinPool$WorkQueue").variables("status")
                .at("push", ENTRY, Hook.FORKING, 1);
        add(JUC + "ForkJoinPool").variables("status")
                // A worker becomes idle, or ends.
                .at("deactivate", ENTRY, RELEASE, 0)
                .at("deregisterWorker", ENTRY, RELEASE, 0)
                .at("awaitTermination", RETURN_TRUE, ACQUIRE, 0)
                .at("awaitQuiescence", RETURN_TRUE, ACQUIRE, 0)
                .at("isTerminated", RETURN_TRUE, ACQUIRE, 0)
                .at("close", RETURN, ACQUIRE, 0);
        add(JUC + "DelayScheduler").at("pend", ENTRY, RELEASE, 1);
        add(JUC + "ThreadPerTaskExecutor").quiet("java/util/Set")
                .at("taskComplete", ENTRY, RELEASE, 0)
                .at("awaitTermination", RETURN, ACQUIRE, 0)
                .at("isTerminated", RETURN_TRUE, ACQUIRE, 0);
        // What a worker has counted, or that it is idle, a program may wait for.
        add(JUC + "ThreadPoolExecutor").variables("completedTasks");
        add(JUC + "ThreadPoolExecutor$Worker")
                .at("tryRelease", ENTRY, RELEASE, 0)
                .at("isHeldExclusively", RETURN_FALSE, ACQUIRE, 0);
        add(JUC + "ScheduledThreadPoolExecutor").nested().quiet(ATOMIC + "AtomicLong");
        add(JUC + "Executors$DefaultThreadFactory").quiet(ATOMIC + "AtomicInteger");
        add("java/util/Timer").monitors();
        add("java/util/TimerThread").monitors();
        add("java/util/TimerTask").monitors();
    }

    private static void others() {
        add("java/util/Random").quiet(ATOMIC + "AtomicLong");
        add(JUC + "ThreadLocalRandom")
                .quiet(ATOMIC + "AtomicLong", ATOMIC + "AtomicInteger");
        add("java/lang/ref/Reference").at("enqueue", ENTRY, RELEASE, 0);
        add("java/lang/ref/ReferenceQueue")
                .at("poll", RETURN, ACQUIRE, RESULT)
                .at("remove", RETURN, ACQUIRE, RESULT);
        add("jdk/internal/ref/CleanerImpl$CleanableList")
                .at("insert", ENTRY, RELEASE, 1)
                .at("remove", RETURN_TRUE, ACQUIRE, 1);
    }

    /** Streams that hand bytes from thread to thread, and channels that call a handler. */
    private static void streams() {
        for (String type : new String[] {"PipedInputStream", "PipedOutputStream", "PipedReader",
            "PipedWriter", "CharArrayWriter"}) {
            add("java/io/" + type).monitors().rare();
        }
        add("java/io/ByteArrayOutputStream").monitors();
        add("sun/nio/ch/Invoker").rare()
                .at("invokeUnchecked(Ljava/nio/channels/CompletionHandler;Ljava/lang/Object;"
                        + "Ljava/lang/Object;Ljava/lang/Throwable;)V", ENTRY, ACQUIRE, 1);
        add("sun/nio/ch/AsynchronousServerSocketChannelImpl").rare()
                .at("accept(Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V", ENTRY,
                        RELEASE, 2);
        ClassRule socket = add("sun/nio/ch/AsynchronousSocketChannelImpl").rare()
                .at("connect(Ljava/net/SocketAddress;Ljava/lang/Object;"
                        + "Ljava/nio/channels/CompletionHandler;)V", ENTRY, RELEASE, 3);
        for (String operation : new String[] {"read", "write"}) {
            socket.at(operation + "(Ljava/nio/ByteBuffer;JLjava/util/concurrent/TimeUnit;"
                    + "Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V", ENTRY, RELEASE,
                    5);
            socket.at(operation + "([Ljava/nio/ByteBuffer;IIJLjava/util/concurrent/TimeUnit;"
                    + "Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V", ENTRY, RELEASE,
                    7);
        }
    }

    /**
     * The JDK's own tables of what it has made for some thread. Another one gets it from there, which
     * would order it after the first: any two threads, when their code runs for the first time.
     */
    private static void muted() {
        add("java/lang/invoke/MethodHandleNatives")
                .muted("findMethodHandleType")
                .muted("linkMethod")
                .muted("linkMethodHandleConstant");
        for (String type : new String[] {"LambdaMetafactory.metafactory",
            "LambdaMetafactory.altMetafactory", "StringConcatFactory.makeConcat",
            "StringConcatFactory.makeConcatWithConstants"}) {
            int dot = type.indexOf('.');
            add("java/lang/invoke/" + type.substring(0, dot)).muted(type.substring(dot + 1));
        }
        add("java/lang/runtime/ObjectMethods").muted("bootstrap");
        add("java/lang/runtime/SwitchBootstraps").muted("typeSwitch").muted("enumSwitch");
        add("jdk/internal/loader/BuiltinClassLoader").muted("loadClassOrNull");
        add("java/lang/ClassLoader")
                .muted("getClassLoadingLock").muted("checkCerts").muted("getNamedPackage");
        add("jdk/internal/vm/ThreadContainers")
                .muted("registerContainer").muted("deregisterContainer");
        add("jdk/internal/vm/SharedThreadContainer").quiet("java/util/Set");
    }

    private static ClassRule add(String name) {
        return RULES.computeIfAbsent(name, ClassRule::new);
    }

    static Set<String> names() {
        return RULES.keySet();
    }

    /** Returns the rule for a class, or null. */
    static @Nullable ClassRule of(String name) {
        ClassRule rule = RULES.get(name);
        int nest = name.indexOf('$');
        if (rule != null || nest < 0) {
            return rule;
        }
        ClassRule outer = RULES.get(name.substring(0, nest));
        return outer == null || !outer.hasNested() ? null : outer.forNested(name);
    }
}
