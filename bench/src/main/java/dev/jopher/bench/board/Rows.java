package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.util.List;
import java.util.stream.Stream;

/** The rows that the workers measure, in the order of the board. */
final class Rows {
    private static final String NO_SELECT = "has no select";
    private static final String NO_CHANNEL = "is the JDK here, no channel is in it";
    private static final String NO_CONTEXT = "has no context";
    private static final String NO_POOL = "has no ForkJoinPool";

    // @formatter:off
    private static final List<Row> CHANNELS = List.of(
        channels("MakeChan",            "make a channel of capacity 8"),
        channels("ChanNonblocking",     "look into an empty channel"),
        channels("ChanUncontended",     "100 sends and 100 receives, each processor its own channel"),
        channels("ChanContended",       "100 sends and 100 receives, one channel for all"),
        channels("ChanSync",            "half a round trip of two that take turns on one unbuffered channel"),
        channels("ChanProdCons0",       "a value from producers to consumers, unbuffered"),
        channels("ChanProdCons10",      "the same, buffer of 10"),
        channels("ChanProdCons100",     "the same, buffer of 100"),
        channels("ChanProdConsWork0",   "a value and some work, unbuffered"),
        channels("ChanProdConsWork10",  "the same, buffer of 10"),
        channels("ChanProdConsWork100", "the same, buffer of 100"),
        channels("ChanPopular",         "1,000 sends to 1,000 selects that share a channel").without(NO_SELECT, JDK),
        channels("ChanSem",             "send and receive, a channel as semaphore"),
        channels("StreamUnbuffered",    "a value from one to one, unbuffered"),
        channels("StreamBuffered100",   "a value from one to one, buffer of 100"),
        channels("PingPong",            "a round trip over two unbuffered channels"),
        channels("Buffered8x8",         "a value from 8 senders to 8 receivers, buffer of 100"));

    private static final List<Row> SELECTS = List.of(
        selects("SelectUncontended",    "one of two is ready, each processor its own channels").without(NO_SELECT, JDK),
        selects("SelectSyncContended",  "selects that send against selects that receive, three channels").without(NO_SELECT, JDK),
        selects("SelectAsyncContended", "one of two is ready, buffered channels for all").without(NO_SELECT, JDK),
        selects("SelectNonblock",       "two sends and two receives with default"),
        selects("SelectProdCons",       "a value and some work, each in a select of three").without(NO_SELECT, JDK),
        selects("SelectSharedDone",     "a value to a select with a done channel that 100 pairs share").without(NO_SELECT, JDK));

    private static final List<Row> GOROUTINES = List.of(
        goroutines("CreateGoroutines",         "each goroutine makes the next one"),
        goroutines("CreateGoroutinesParallel", "the same, a chain for each processor"),
        goroutines("CreateGoroutinesCapture",  "make four and wait for them").without(NO_CHANNEL, JOX),
        goroutines("Gosched",                  "yield, two goroutines for each processor").without(NO_CHANNEL, JOX),
        goroutines("DaisyChain",               "one of 100,000 goroutines that whisper to the next"),
        goroutines("PrimeSieve",               "the first 2,000 primes, a goroutine for each"),
        goroutines("WorkerPool",               "one of 1,000,000 tasks for 8 workers"),
        goroutines("ForkJoin",                 "one goroutine of fib(20)"),
        goroutines("ForkJoinPool",             "the same, against the JDK's ForkJoinPool").without(NO_POOL, GO, KOTLIN, JOX),
        goroutines("PingPongHog",              "a round trip beside an endless loop for each processor").within(5));

    private static final List<Row> SYNC = List.of(
        sync("MutexUncontended",     "lock and unlock, each processor its own"),
        sync("Mutex",                "lock and unlock, one for all"),
        sync("MutexWork",            "lock, unlock and some work, one for all"),
        sync("RWMutexWrite100",      "lock and unlock, each 100th to write").without("has no RWMutex", KOTLIN),
        sync("RWMutexWrite10",       "lock and unlock, each 10th to write").without("has no RWMutex", KOTLIN),
        sync("WaitGroupUncontended", "add, done, wait, each processor its own"),
        sync("WaitGroupAddDone",     "add and done, one for all").without("has no WaitGroup that counts up", KOTLIN),
        sync("WaitGroupActuallyWait", "start one and wait for it"),
        sync("Once",                 "what has been done already").without("has no Once (StableValue is a preview)", JDK),
        cond(1), cond(2), cond(4), cond(8), cond(16), cond(32),
        sync("SemaphoreUncontended", "acquire and release, each processor its own"),
        sync("SemaphoreContended",   "acquire and release, four goroutines for each permit"),
        sync("ErrGroup100",          "a group of 100"));

    private static final List<Row> TIMES = List.of(
        time("Sleepers1M",     "one of 1,000,000 that sleep for 100 ms"),
        time("TickerLateness", "how late a tick of 5 ms is, under load").within(20),
        time("CancelTree100",  "make a chain of 100 contexts and cancel its root").without(NO_CONTEXT, JDK),
        time("WithTimeout",    "make and cancel ten contexts with a timeout").without(NO_CONTEXT, JDK));

    private static final List<Row> SCALE = List.of(
        scale("Ring100", "a hop round 100 goroutines"),
        scale("Ring10k", "the same, 10,000"),
        scale("Ring1M",  "the same, 1,000,000").onlyOnce());

    private static final List<Row> FLOOR = List.of(
        floor("FloorContinuation", "leave a bare continuation of the JDK and enter it again"),
        floor("FloorPark",         "park and unpark a virtual thread whose executor is only a queue"));
    // @formatter:on

    static final List<Row> ALL = Stream.of(CHANNELS, SELECTS, GOROUTINES, SYNC, TIMES, SCALE, FLOOR)
            .flatMap(List::stream).toList();

    private Rows() {}

    private static Row channels(String name, String what) {
        return new Row(name, "channels", what);
    }

    private static Row selects(String name, String what) {
        return new Row(name, "select", what);
    }

    private static Row goroutines(String name, String what) {
        return new Row(name, "goroutines", what);
    }

    private static Row sync(String name, String what) {
        return new Row(name, "sync", what).without("has no sync", JOX);
    }

    private static Row cond(int waiters) {
        return sync("Cond" + waiters, "wait, or the broadcast to " + waiters).without("has no Cond",
                KOTLIN);
    }

    private static Row scale(String name, String what) {
        return new Row(name, "scale", what);
    }

    private static Row floor(String name, String what) {
        return new Row(name, "floor", what).without("is measured where it is about more than that",
                JOPHER, GO, KOTLIN, JOX);
    }

    private static Row time(String name, String what) {
        return new Row(name, "time and context", what).without(NO_CHANNEL, JOX);
    }
}
