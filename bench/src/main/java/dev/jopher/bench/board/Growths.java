package dev.jopher.bench.board;

import java.util.List;

/** All that holds n of something. */
final class Growths {
    private Growths() {}

    static List<Growth> all() {
        // @formatter:off
        return List.of(
            of("Receivers",        "goroutines that wait to receive, n sends"),
            of("ReceiversClosed",  "goroutines that wait to receive, a close"),
            of("Senders",          "goroutines that wait to send, n receives"),
            of("Selects",          "selects that wait on one channel, a close"),
            of("SelectsLeft",      "selects that leave the queue of a channel"),
            of("Mutex",            "goroutines that wait for a mutex"),
            of("MutexLeft",        "goroutines that give up waiting for a mutex"),
            of("MutexChain",       "goroutines that hold a mutex and wait for that of another"),
            of("RWMutexReaders",   "goroutines that wait to read"),
            of("RWMutexWriters",   "goroutines that wait to write"),
            of("WaitGroup",        "goroutines that wait for a group"),
            of("CondBroadcast",    "goroutines that wait for a broadcast"),
            of("CondSignal",       "goroutines that wait for one of n signals"),
            of("Semaphore",        "goroutines that wait for a permit"),
            of("Once",             "goroutines that wait for a function that runs once"),
            of("Sleepers",         "goroutines that sleep up to 50 ms"),
            of("Goroutines",       "goroutines that end at once"),
            of("Group",            "goroutines of an ErrGroup"),
            of("Dump",             "goroutines of which a dump is made"),
            of("Buffer",           "values in a channel"),
            of("Cases",            "cases of a select that does not wait"),
            of("CasesLocked",      "cases of a select that waits"),
            of("HeldLocks",        "mutexes that a goroutine holds"),
            of("TimersStopped",    "timers that are stopped"),
            of("TimersReset",      "timers that are set again, and stopped"),
            of("TimersFired",      "timers that fire within 50 ms"),
            of("Children",         "children of a context that is cancelled"),
            of("ChildrenTimeouts", "the same, with timeouts"),
            of("ChildrenLeft",     "children of a context that are cancelled themselves"),
            of("AfterFuncs",       "functions that run when a context is done"),
            of("Nested",           "contexts, each in another"),
            of("NestedTimeouts",   "the same, with timeouts"),
            of("NestedValues",     "the same, with a value for each"),
            of("NestedDetached",   "the same, each without the cancellation of the outer one"));
        // @formatter:on
    }

    private static Growth of(String name, String what) {
        return new Growth(name, what);
    }
}
