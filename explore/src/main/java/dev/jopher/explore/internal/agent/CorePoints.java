package dev.jopher.explore.internal.agent;

import java.util.Map;

import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/**
 * The operations of Jopher before which others may continue: by class, by method. A method stands
 * here if it is the one that all of its overloads end in, so that each operation is one point.
 */
final class CorePoints {
    private static final String SYNC = "dev/jopher/sync/";

    private static final Map<String, Map<String, Op>> OPS = Map.ofEntries(
            Map.entry("dev/jopher/Channel", Map.ofEntries(
                    Map.entry("send", Op.SEND), Map.entry("trySend", Op.SEND),
                    Map.entry("receive", Op.RECEIVE), Map.entry("receiveOk", Op.RECEIVE),
                    Map.entry("tryReceive", Op.RECEIVE), Map.entry("tryReceiveOk", Op.RECEIVE),
                    Map.entry("close", Op.CLOSE), Map.entry("len", Op.LEN))),
            Map.entry("dev/jopher/Select", Map.of("run", Op.SELECT, "tryOne", Op.SELECT)),
            Map.entry(SYNC + "Mutex", Map.of("lock", Op.LOCK, "lockInterruptibly", Op.LOCK,
                    "hold", Op.LOCK, "tryLock", Op.TRY_LOCK, "unlock", Op.UNLOCK)),
            Map.entry(SYNC + "RWMutex", Map.of("lock", Op.LOCK, "tryLock", Op.TRY_LOCK,
                    "hold", Op.LOCK, "unlock", Op.UNLOCK, "rLock", Op.RLOCK, "rHold", Op.RLOCK,
                    "tryRLock", Op.TRY_LOCK, "rUnlock", Op.RUNLOCK)),
            Map.entry(SYNC + "WaitGroup", Map.of("add", Op.ADD, "done", Op.DONE,
                    "await", Op.AWAIT)),
            Map.entry(SYNC + "Cond", Map.of("await", Op.WAIT, "awaitNanos", Op.WAIT,
                    "awaitUninterruptibly", Op.WAIT, "awaitUntil", Op.WAIT, "signal", Op.SIGNAL,
                    "broadcast", Op.BROADCAST)),
            Map.entry(SYNC + "Semaphore", Map.of("acquire", Op.ACQUIRE, "hold", Op.ACQUIRE,
                    "tryAcquire", Op.ACQUIRE, "release", Op.RELEASE)),
            Map.entry(SYNC + "Once", Map.of("run", Op.ONCE)),
            Map.entry(SYNC + "SingleFlight", Map.of("join", Op.OTHER, "complete", Op.OTHER,
                    "forget", Op.OTHER)),
            Map.entry(SYNC + "RateLimiter", Map.of("allow", Op.OTHER, "reserve", Op.OTHER,
                    "await", Op.OTHER, "tokens", Op.LEN)),
            Map.entry(SYNC + "Reservation", Map.of("cancel", Op.OTHER)),
            Map.entry(SYNC + "Sometimes", Map.of("run", Op.OTHER)),
            Map.entry("dev/jopher/CancelContext", Map.of("cancel", Op.CANCEL, "err", Op.OTHER)),
            Map.entry("dev/jopher/Timer", Map.of("stop", Op.TIMER, "reset", Op.TIMER)),
            Map.entry("dev/jopher/Ticker", Map.of("stop", Op.TIMER, "reset", Op.TIMER)));

    private CorePoints() {}

    /** Returns the points of a class, by method; null if it has none. */
    static @Nullable Map<String, Op> of(String className) {
        return OPS.get(className);
    }
}
