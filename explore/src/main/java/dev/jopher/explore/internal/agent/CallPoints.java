package dev.jopher.explore.internal.agent;

import java.util.Set;

import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/** Which calls of the JDK in the program's code are operations that other threads may see. */
final class CallPoints {
    private static final String JUC = "java/util/concurrent/";
    private static final String ATOMIC = JUC + "atomic/";
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String STRING_BUFFER = "java/lang/StringBuffer";

    /** Methods of {@code StringBuffer} that change nothing. */
    private static final Set<String> READS = Set.of("length", "isEmpty", "charAt", "toString",
            "indexOf", "substring");

    private static final String UNSAFE = "sun/misc/Unsafe";

    /** Those that only the program implements, and those without state that is shared. */
    private static final Set<String> NONE = Set.of(JUC + "Callable", JUC + "ThreadFactory",
            JUC + "TimeUnit", JUC + "Executors", JUC + "ThreadLocalRandom", JUC + "Delayed",
            JUC + "locks/ReadWriteLock", JUC + "locks/ReentrantReadWriteLock",
            JUC + "RejectedExecutionHandler", JUC + "Flow");

    /** What may be a concurrent collection or not; that shows when it is called. */
    private static final Set<String> OPEN = Set.of("Map", "SortedMap", "NavigableMap",
            "SequencedMap", "Collection", "SequencedCollection", "List", "Set", "SortedSet",
            "NavigableSet", "SequencedSet", "Queue", "Deque", "Iterator", "ListIterator",
            "Map$Entry", "AbstractMap", "AbstractCollection", "AbstractQueue", "Vector", "Stack",
            "Hashtable", "Properties", "Enumeration");

    private CallPoints() {}

    /** Returns whether a method is about several elements, one after the other. */
    static boolean isBulk(String method) {
        return method.equals("putAll") || method.equals("addAll") || method.equals("forEach");
    }

    /** Returns whether the class of the receiver decides if a call is an operation. */
    static boolean isOpen(String owner) {
        return owner.startsWith("java/util/") && OPEN.contains(owner.substring(10));
    }

    /** Returns the operation that a call of a method is; null if it is none. */
    static @Nullable Op of(String owner, String method) {
        if (owner.equals(VAR_HANDLE)) {
            return method.contains("Type") || method.endsWith("Fence") ? null : variable(method);
        }
        if (owner.equals(UNSAFE)) {
            return unsafe(method);
        }
        if (owner.startsWith(ATOMIC)) {
            return variable(method);
        }
        if (CoreScope.isLock(owner, method)) {
            return Op.ATOMIC;
        }
        if (owner.equals(STRING_BUFFER)) {
            return READS.contains(method) ? Op.LEN : Op.OTHER;
        }
        return owner.startsWith(JUC) && !NONE.contains(owner) && !owner.endsWith("Exception")
                ? operation(method)
                : null;
    }

    /**
     * Returns the operation; null for plain accesses, with which libraries write objects that no
     * other thread sees yet.
     */
    private static @Nullable Op unsafe(String method) {
        if (method.startsWith("compareAnd") || method.startsWith("getAnd")) {
            return Op.ATOMIC;
        }
        if (method.startsWith("putOrdered")) {
            return Op.VOLATILE_WRITE;
        }
        if (method.endsWith("Volatile")) {
            return method.startsWith("get") ? Op.VOLATILE_READ : Op.VOLATILE_WRITE;
        }
        return null;
    }

    private static Op variable(String method) {
        if (method.startsWith("get") && !method.startsWith("getAnd") || method.equals("sum")
                || method.endsWith("Value")) {
            return Op.VOLATILE_READ;
        }
        return method.startsWith("set") || method.equals("lazySet")
                ? Op.VOLATILE_WRITE
                : Op.ATOMIC;
    }

    static Op operation(String method) {
        return switch (method) {
            case "lock", "lockInterruptibly", "writeLock", "writeLockInterruptibly" -> Op.LOCK;
            case "readLock", "readLockInterruptibly" -> Op.RLOCK;
            case "tryLock", "tryReadLock", "tryWriteLock", "tryOptimisticRead", "validate" ->
                Op.TRY_LOCK;
            case "unlock", "unlockWrite" -> Op.UNLOCK;
            case "unlockRead" -> Op.RUNLOCK;
            case "acquire", "acquireUninterruptibly", "tryAcquire" -> Op.ACQUIRE;
            case "release" -> Op.RELEASE;
            case "await", "awaitNanos", "awaitUntil", "awaitUninterruptibly", "awaitAdvance",
                    "awaitTermination", "get", "join", "exchange" ->
                Op.WAIT;
            case "signal" -> Op.SIGNAL;
            case "signalAll" -> Op.BROADCAST;
            case "countDown", "arrive", "arriveAndDeregister" -> Op.DONE;
            case "put", "offer", "add", "addFirst", "addLast", "offerFirst", "offerLast",
                    "putFirst", "putLast", "push", "transfer", "tryTransfer" ->
                Op.SEND;
            case "take", "poll", "remove", "takeFirst", "takeLast", "pollFirst", "pollLast",
                    "pop", "drainTo" ->
                Op.RECEIVE;
            case "size", "isEmpty", "peek", "contains", "remainingCapacity" -> Op.LEN;
            case "execute", "submit", "invokeAll", "invokeAny", "fork", "schedule" -> Op.GO;
            case "cancel" -> Op.CANCEL;
            default -> Op.OTHER;
        };
    }
}
