package dev.jopher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.deadlock.FullDump;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.program.Program;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.report.SafeThrowable;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Scheduler;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Go's statements and built-in functions, to be imported statically.
 *
 * {@snippet :
 * import static dev.jopher.Go.*;
 * import dev.jopher.*;
 *
 * void main() {
 *     var c = new Channel<String>();
 *     go(() -> count("sheep", c));
 *     for (var msg : c) IO.println(msg);
 * }
 *
 * void count(String thing, SendChannel<String> c) {
 *     for (int i = 1; i <= 5; i++) {
 *         c.send(thing);
 *         sleep(Duration.ofMillis(500));
 *     }
 *     c.close();
 * }
 * }
 *
 * <p>A goroutine is a virtual thread, and any thread may use channels, select and locks. An
 * exception that leaves a goroutine ends the {@link #run program} it belongs to; outside of one it
 * goes to the default uncaught-exception handler, as for any thread.
 */
public final class Go {
    /** The value of a channel of signals: {@code done.send(UNIT)}. */
    public static final Unit UNIT = Unit.UNIT;

    private static final String NIL_FUNC = "go of nil func value";

    private static final Function<String, Throwable> DEADLOCK = DeadlockException::new;

    static {
        GoBean.registerIfWanted();
    }

    private Go() {}

    // ---- goroutines -----------------------------------------------------------------------------

    /**
     * Runs {@code body} in a new goroutine: Go's {@code go func() { ... }()}. Does not wait.
     * Happens-before the start of the body; the end of a goroutine happens-before nothing (The Go
     * Memory Model).
     *
     * @throws NullPointerException "go of nil func value"
     */
    public static void go(Func body) {
        Func f = Objects.requireNonNull(body, NIL_FUNC);
        Rehearsal.once();
        G.start(f, new FuncTask(f));
    }

    /**
     * Runs {@code body} as {@link #go(Func)} does; the thread has a name, for debuggers and dumps.
     */
    public static void go(String name, Func body) {
        Func f = Objects.requireNonNull(body, NIL_FUNC);
        Rehearsal.once();
        G.start(Objects.requireNonNull(name), f, new FuncTask(f));
    }

    /**
     * Calls {@code f} in a new goroutine; the caller evaluates the argument here. Go's {@code go
     * f(a)}.
     */
    public static <A extends @Nullable Object> void go(Func.Of1<? super A> f, A a) {
        Objects.requireNonNull(f, NIL_FUNC);
        Rehearsal.once();
        G.start(f, () -> f.call(a));
    }

    /**
     * Calls {@code f} in a new goroutine; the caller evaluates the arguments here. Go's {@code go
     * f(a, b)}.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> void go(
            Func.Of2<? super A, ? super B> f, A a, B b) {
        Objects.requireNonNull(f, NIL_FUNC);
        Rehearsal.once();
        G.start(f, () -> f.call(a, b));
    }

    /**
     * Calls {@code f} in a new goroutine; the caller evaluates the arguments here. Go's {@code go
     * f(a, b, c)}.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> void go(
            Func.Of3<? super A, ? super B, ? super C> f, A a, B b, C c) {
        Objects.requireNonNull(f, NIL_FUNC);
        Rehearsal.once();
        G.start(f, () -> f.call(a, b, c));
    }

    /**
     * Calls {@code f} in a new goroutine; the caller evaluates the arguments here. Go's {@code go
     * f(a, b, c, d)}.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object> void go(
            Func.Of4<? super A, ? super B, ? super C, ? super D> f, A a, B b, C c, D d) {
        Objects.requireNonNull(f, NIL_FUNC);
        Rehearsal.once();
        G.start(f, () -> f.call(a, b, c, d));
    }

    /**
     * Calls {@code f} in a new goroutine; the caller evaluates the arguments here. Go's {@code go
     * f(a, b, c, d, e)}.
     */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, E extends @Nullable Object> void go(
            Func.Of5<? super A, ? super B, ? super C, ? super D, ? super E> f, A a, B b, C c, D d,
            E e) {
        Objects.requireNonNull(f, NIL_FUNC);
        Rehearsal.once();
        G.start(f, () -> f.call(a, b, c, d, e));
    }

    /**
     * Runs {@code main} as the main goroutine of a program and waits for its end. The program ends
     * when main returns (Go specification, "Program execution"), when an exception leaves any of
     * its goroutines, or when all goroutines are asleep; other goroutines are abandoned. Never
     * exits the JVM. Failures come as in all of this library: see {@link dev.jopher}.
     *
     * @throws CompletionException around the exception, of any type, that left a goroutine
     * @throws DeadlockException if all goroutines are asleep and nothing can wake one
     * @throws UncheckedInterruptedException if interrupted while waiting; main is abandoned
     */
    public static void run(Func main) {
        Func f = Objects.requireNonNull(main, NIL_FUNC);
        Rehearsal.once();
        Program p = Program.start(new FuncTask(f), DEADLOCK);
        if (!p.await()) {
            throw new UncheckedInterruptedException("Go.run");
        }
        Throwable failure = p.failure();
        if (failure instanceof DeadlockException e) {
            throw e;
        }
        if (failure != null) {
            throw new CompletionException(SafeThrowable.text(failure), failure);
        }
    }

    /**
     * Returns {@code f} as a function whose goroutine inherits no context of its creator: for a
     * worker that a request starts and that serves others later. It has no trace span, no MDC and
     * nothing else that a {@link dev.jopher.spi.ContextPropagator} carries, and no {@link #label}.
     *
     * {@snippet :
     * go(detached(() -> worker(1, jobs, results)));
     * }
     */
    @CheckReturnValue
    public static Func detached(Func f) {
        return new DetachedFunc(Objects.requireNonNull(f, NIL_FUNC));
    }

    /**
     * Gives the current goroutine, or thread, a label until {@link Label#close}: Go's {@code
     * pprof.Do}. The goroutines that it starts meanwhile inherit it, unless they are {@link
     * #detached}. Labels are shown by dumps, panics, reports of leaks and the Flight Recorder. A
     * second label with the same key hides the first.
     *
     * @return closes the block in which the label holds
     */
    @CheckReturnValue
    public static Label label(String key, String value) {
        return new Label(Objects.requireNonNull(key), Objects.requireNonNull(value));
    }

    /** Returns the labels of the current goroutine or thread, sorted by key. */
    public static Map<String, String> labels() {
        return Labels.map(G.current().labels());
    }

    /** Lets others run first: Go's {@code runtime.Gosched}. Promises no order. */
    public static void gosched() {
        GoRuntime.scheduler().yield();
    }

    /**
     * Ends the current goroutine after its finally blocks: Go's {@code runtime.Goexit}. It unwinds
     * by an error that must not be caught. If main calls it, the other goroutines continue.
     *
     * @return never; {@code throw goexit()} lets the compiler know
     * @throws IllegalStateException if the current thread is no goroutine
     */
    public static Error goexit() {
        if (Goroutines.currentId() == 0) {
            throw new IllegalStateException("goexit outside of a goroutine");
        }
        throw Goexit.INSTANCE;
    }

    /**
     * Returns how many goroutines there are in all programs of this JVM together, the current one
     * included.
     */
    public static int numGoroutine() {
        return Registry.size();
    }

    /**
     * Returns where every goroutine is: Go's {@code runtime.Stack(buf, true)}, in its format. Each
     * entry has the number, the state, the user's lines, and the creator. Further lines show what
     * the goroutine waits on, for how long, and its name. Goroutines in the same state at the same
     * place are one entry with a count. The calling goroutine comes first, then main, then the most
     * numerous. Other threads that wait in operations of this library come last.
     *
     * <p>Goroutines are read one after the other, and all of them continue to run. Takes some
     * microseconds for each, and about a second for a million. Of more than 20,000 only samples are
     * read, and numbers such as "about 740000 goroutines" are estimates from them. Unlike the JDK's
     * own dumps of virtual threads it does no harm under load.
     */
    public static String dump(DumpOption... options) {
        return FullDump.of(DumpOption.of(options));
    }

    /**
     * Appends a {@link #dump(DumpOption...) dump} to {@code out}.
     *
     * @throws UncheckedIOException if {@code out} throws an {@link IOException}
     */
    public static void dump(Appendable out, DumpOption... options) {
        try {
            out.append(dump(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns numbers about goroutines and their scheduler. Takes some microseconds. The first call
     * begins to sample latencies.
     */
    @CheckReturnValue
    public static RuntimeMetrics metrics() {
        Rehearsal.once();
        return RuntimeMetrics.read();
    }

    /** Makes {@link GoMXBean} visible to JMX; does nothing if it is. */
    public static void registerMXBean() {
        GoBean.register();
    }

    /** Returns how many goroutines can run at once: Go's {@code GOMAXPROCS(0)}. */
    public static int maxProcs() {
        return GoRuntime.scheduler().procs();
    }

    /**
     * Sets how many goroutines can run at once. Less than 1 changes nothing; more than 32,767 is
     * 32,767. On the JDK's scheduler this applies to all virtual threads of the JVM.
     *
     * @return how many could before
     */
    public static int maxProcs(int n) {
        int before = maxProcs();
        if (n >= 1) {
            GoRuntime.scheduler().procs(Math.min(n, Scheduler.MAX_PROCS));
        }
        return before;
    }

    /** Returns how many processors this JVM may use. */
    public static int numCPU() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Returns a new executor that runs each task in a goroutine, for code that wants an
     * ExecutorService. Closing it waits for its tasks; {@code shutdownNow} interrupts them. Its
     * waits and its futures are the JDK's. If all goroutines are asleep and one of them waits
     * there, that is reported to {@link #onDeadlock} and ends nothing. An exception of a task that
     * was given to {@code execute} ends the program, as in any goroutine; a future keeps it.
     */
    public static ExecutorService executor() {
        Rehearsal.once();
        return new GoroutineExecutor();
    }

    // ---- when something is wrong ----------------------------------------------------------------

    /**
     * Sets the handler for deadlocks that do not end the program. It runs on a thread of its own,
     * which the JVM waits for at its end. Without a handler, or with null, reports go to standard
     * error under {@code jopher run}, else to the System.Logger {@code dev.jopher}. There are two
     * kinds.
     *
     * <p>Goroutines wait for one another in a circle, for locks or for the end of their group,
     * while the rest of the program continues. The report names each of them, what it waits for,
     * which goroutine holds that, and the lines. Each circle is reported once, some 100 ms after it
     * has closed. No report is wrong, with one exception: Go lets any goroutine unlock a mutex, so
     * a goroutine that waits for its own lock may be waiting for another to unlock it, as for a
     * signal. That is reported after a second, with the word "unless". A mutex that a thread other
     * than its holder has unlocked before is taken for a signal, and not reported.
     *
     * <p>All goroutines are asleep in a {@link #run}, some of them in futures, latches, locks or
     * monitors of the JDK, and for a second nothing has run. No other thread could wake one; only a
     * cleaner could. On Jopher's scheduler only.
     *
     * <p>A third kind of report does not go to the handler, because it is no deadlock: all
     * goroutines have been asleep for ten seconds, and the thread that may still wake one waits for
     * something outside. It names the threads, shutdown hooks or signal handlers.
     */
    public static void onDeadlock(@Nullable Consumer<? super String> handler) {
        Reports.onDeadlock(handler);
    }

    /**
     * Sets the handler for exceptions that leave a goroutine. It runs in that goroutine, before the
     * exception ends the program or is reported. It does not run for {@code goexit}. An exception
     * of the handler is added as suppressed. Null removes the handler.
     */
    public static void onPanic(@Nullable Consumer<? super Throwable> handler) {
        Reports.onPanic(handler);
    }

    /**
     * Begins a wait of the current goroutine that something outside of this process will end. While
     * it is open, no program is ended by a deadlock, and dumps show {@code what} at this goroutine.
     * Circles of locks are still reported. Does not wait itself.
     *
     * @param what what is waited for: "the NATS server"
     * @return the wait; {@link OutsideWait#close} ends it
     */
    @CheckReturnValue
    public static OutsideWait outsideWait(String what) {
        String text = Objects.requireNonNull(what);
        return new OutsideWait(() -> text);
    }

    /**
     * Begins a wait as {@link #outsideWait(String)} does; {@code what} is asked by each dump and
     * report, on its thread: "the NATS server (disconnected 12 s)". It does not wait or throw.
     *
     * @return the wait; {@link OutsideWait#close} ends it
     */
    @CheckReturnValue
    public static OutsideWait outsideWait(Supplier<String> what) {
        return new OutsideWait(Objects.requireNonNull(what));
    }

    // ---- time -----------------------------------------------------------------------------------

    /**
     * Waits for {@code d}; returns at once if it is not positive.
     *
     * @throws UncheckedInterruptedException if interrupted while it waits
     */
    public static void sleep(Duration d) {
        Rehearsal.once();
        long nanos = Durations.nanos(d);
        if (nanos > 0 && !Timers.shared().sleep(nanos)) {
            throw new UncheckedInterruptedException("sleep");
        }
    }

    /**
     * Waits for {@code d}, or until {@code ctx} is done.
     *
     * @throws ContextException the context's error
     * @throws UncheckedInterruptedException if interrupted while it waits
     */
    public static void sleep(Context ctx, Duration d) {
        ContextException.throwIfDone(ctx);
        if (Select.of(new TimeoutCase(d, null), ctx.done()) != 0) {
            throw ContextException.of(ctx);
        }
    }

    /**
     * Returns a channel to which the time is sent, once, when {@code d} has passed. Collected when
     * unreachable.
     */
    @CheckReturnValue
    public static ReceiveChannel<Instant> after(Duration d) {
        return new Timer(d).channel();
    }

    /**
     * Returns a channel to which the time is sent every {@code d}; {@link Channel#never} if {@code
     * d} is not positive.
     */
    @CheckReturnValue
    public static ReceiveChannel<Instant> tick(Duration d) {
        return d.isPositive() ? new Ticker(d).channel() : Channel.never();
    }

    /** Runs {@code f} in a goroutine of its own when {@code d} has passed. */
    public static Timer afterFunc(Duration d, Func f) {
        return Timer.afterFunc(d, f);
    }

    /**
     * Returns 0 to n-1: Go's {@code for i := range n}. Each number is a variable of its own that
     * lambdas can use.
     */
    @CheckReturnValue
    public static Iterable<Integer> range(int n) {
        return range(0, n);
    }

    /**
     * Returns the numbers from {@code from} to {@code to}-1, none if that is less: {@code for i :=
     * from; i < to; i++}.
     */
    @CheckReturnValue
    public static Iterable<Integer> range(int from, int to) {
        return () -> from >= to ? List.<Integer>of().iterator() : numbers(from, to);
    }

    private static Iterator<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).iterator();
    }

    // ---- select ---------------------------------------------------------------------------------

    /**
     * Waits until one of the cases can happen, lets exactly one happen, runs its handler if it has
     * one, and returns its index. If several can, each is chosen with equal probability. With an
     * {@link #otherwise} case it does not wait. A case that is null, or whose channel is null or
     * {@link Channel#never}, never happens; a select without any other waits forever (Go
     * specification, "Select statements").
     *
     * {@snippet :
     * select(
     *     onReceive(jobs, j -> handle(j)),
     *     onSend(out, 42, () -> IO.println("sent")),
     *     onTimeout(Duration.ofMillis(80), () -> giveUp()));
     * }
     *
     * <p>Handlers throw no checked exceptions: select would have to declare them, and every caller
     * to catch them. A handler's unchecked exception leaves the select. If the work may fail,
     * choose by the index, or by {@link #selectValue}, and do the work after that.
     *
     * @return the index of the case that happened
     * @throws ChannelClosedException "send on closed channel": a send to a closed channel can
     *     always happen
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing happened
     * @throws IllegalArgumentException for more than one otherwise
     */
    public static int select(@Nullable Case<?> @Nullable... cases) {
        // A single null is one disabled case, not an array of them.
        if (cases == null) {
            return handled(new @Nullable Case<?>[1]);
        }
        int i = Select.tryOne(cases);
        return i >= 0 ? handled(i, cases) : handled(cases.clone());
    }

    /**
     * Selects as {@link #select(Case...)} does, for cases that are known only at run time: Go's
     * {@code reflect.Select}.
     */
    public static int select(List<? extends @Nullable Case<?>> cases) {
        return handled(cases.toArray(new @Nullable Case<?>[0]));
    }

    private static int handled(@Nullable Case<?>[] cases) {
        return handled(Select.run(cases), cases);
    }

    private static int handled(int i, @Nullable Case<?>[] cases) {
        Case<?> c = cases[i];
        if (c != null) {
            c.handle();
        }
        return i;
    }

    /**
     * Selects as {@link #select(Case...)} does, and returns the result of the function given to
     * {@code then}.
     *
     * {@snippet :
     * int n = selectValue(
     *     onReceive(jobs).then(job -> job * 2),
     *     onSend(out, 42).then(() -> 42),
     *     otherwise().then(() -> 0));
     * }
     *
     * @return what the function of the case that happened returns
     * @throws ChannelClosedException "send on closed channel": a send to a closed channel can
     *     always happen
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing happened
     * @throws IllegalArgumentException for more than one otherwise
     */
    @SafeVarargs
    @CheckReturnValue
    public static <R extends @Nullable Object> R selectValue(
            @Nullable ValueCase<? extends R>... cases) {
        @Nullable Case<?>[] all = ValueCase.cases(cases);
        int i = Select.tryOne(all);
        return Objects.requireNonNull(cases[i >= 0 ? i : Select.run(all)]).result();
    }

    /** Returns the case {@code v := <-c}. After the select, it holds the value. */
    @CheckReturnValue
    public static <T> ReceiveCase<T> onReceive(@Nullable ReceiveChannel<? extends T> c) {
        return new ReceiveCase<>(c, null);
    }

    /**
     * Returns the case {@code v := <-c: handler(v)}. The handler gets null if the channel is closed
     * and drained.
     */
    @CheckReturnValue
    public static <T> ReceiveCase<T> onReceive(
            @Nullable ReceiveChannel<? extends T> c, Consumer<? super @Nullable T> handler) {
        Objects.requireNonNull(handler);
        return new ReceiveCase<>(c, (v, ok) -> handler.accept(v));
    }

    /** Returns the case {@code v, ok := <-c: handler(v, ok)}. */
    @CheckReturnValue
    public static <T> ReceiveCase<T> onReceiveOk(
            @Nullable ReceiveChannel<? extends T> c, ReceiveCase.Handler<? super T> handler) {
        return new ReceiveCase<>(c, Objects.requireNonNull(handler));
    }

    /** Returns the case {@code c <- v}. */
    @CheckReturnValue
    public static <T> SendCase<T> onSend(@Nullable SendChannel<? super T> c, T v) {
        return new SendCase<>(c, v, null);
    }

    /** Returns the case {@code c <- v: handler()}. */
    @CheckReturnValue
    public static <T> SendCase<T> onSend(
            @Nullable SendChannel<? super T> c, T v, Runnable handler) {
        return new SendCase<>(c, v, Objects.requireNonNull(handler));
    }

    /**
     * Returns the case {@code <-time.After(d)}. The time counts from the beginning of each select.
     */
    @CheckReturnValue
    public static TimeoutCase onTimeout(Duration d) {
        return new TimeoutCase(d, null);
    }

    /**
     * Returns the case {@code <-time.After(d): handler()}. The time counts from the beginning of
     * each select.
     */
    @CheckReturnValue
    public static TimeoutCase onTimeout(Duration d, Runnable handler) {
        return new TimeoutCase(d, Objects.requireNonNull(handler));
    }

    /** Returns the case {@code default}, which is selected if no other case can proceed. */
    @CheckReturnValue
    public static OtherwiseCase otherwise() {
        return new OtherwiseCase(null);
    }

    /**
     * Returns the case {@code default: handler()}, which is selected if no other case can proceed.
     */
    @CheckReturnValue
    public static OtherwiseCase otherwise(Runnable handler) {
        return new OtherwiseCase(Objects.requireNonNull(handler));
    }
}
