package dev.jopher.trace.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.ProcessorEventKind;
import dev.jopher.trace.model.RecordingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Follows each goroutine from event to event, and adds a span when its state changes. The events
 * come in the order that {@link Merge} has made.
 */
final class Lives {
    /** Why a goroutine waits that has recorded nothing of its wait. */
    private static final String IN_JDK = "waiting in the JDK";

    private static final String IN_SYSTEM = "system call";

    private static final int NONE = Life.NONE;

    private final RecordingBuilder to;
    private final Definitions definitions;
    private final Things things;
    private final List<String> reasons;
    private final long start;
    private final LongIndex indexes = new LongIndex();
    private final List<Life> lives = new ArrayList<>();

    /** Which goroutine runs on a processor. */
    private final Map<Integer, Life> onProcessor = new HashMap<>();

    private final WaitStacks stacks = new WaitStacks();

    private long latest;

    /** @param start the time of the file that becomes 0 */
    Lives(RecordingBuilder to, Definitions definitions, Things things, List<String> reasons,
            long start) {
        this.to = to;
        this.definitions = definitions;
        this.things = things;
        this.reasons = reasons;
        this.start = start;
    }

    // ---- goroutines -----------------------------------------------------------------------------

    private @Nullable Life life(long id) {
        if (id <= 0) {
            return null;
        }
        int i = indexes.get(id);
        return i >= 0 ? lives.get(i) : add(id, NONE, NONE, NONE, NONE, 0);
    }

    private Life add(long id, int name, int labels, int parent, int place, long created) {
        Life made = new Life(to.goroutine(id, name, labels, parent, place, NONE, created));
        made.since = created;
        indexes.put(id, lives.size());
        lives.add(made);
        return made;
    }

    /** Adds a goroutine that is there at the start or at the end; {@code reason} -1 for none. */
    void existing(long id, long creator, int place, int name, int labels, int reason, int object) {
        int known = indexes.get(id);
        int creatorIndex = creator > 0 ? indexes.get(creator) : NONE;
        int parent = creatorIndex < 0 ? NONE : lives.get(creatorIndex).index;
        Life g;
        if (known < 0) {
            g = add(id, name, labels, parent, place, 0);
        } else {
            g = lives.get(known);
            to.describe(g.index, name, labels, NONE);
            to.origin(g.index, parent, place);
        }
        if (g.now == Life.Now.UNKNOWN) {
            g.reason = reason;
            g.object = object;
        }
    }

    boolean knows(long id) {
        return indexes.get(id) >= 0;
    }

    /** Returns whether the goroutine of a RUN is known to be runnable by now. */
    boolean canRun(Cursor c) {
        long id = Format.unzigzag(c.a);
        int i = id <= 0 ? NONE : indexes.get(id);
        return id <= 0
                || i >= 0 && lives.get(i).now == Life.Now.RUNNABLE && lives.get(i).since <= time(c);
    }

    private long time(Cursor c) {
        return Math.max(c.floor, c.time - start);
    }

    // ---- events ---------------------------------------------------------------------------------

    void event(Cursor c) {
        if (c.time < start) {
            before(c);
            return;
        }
        long t = time(c);
        latest = Math.max(latest, t);
        switch (c.type) {
            case Format.BASE -> actor(c, Format.unzigzag(c.b));
            case Format.ACTOR -> actor(c, Format.unzigzag(c.a));
            case Format.RUN -> run(c, t);
            case Format.READY -> ready(c, t);
            case Format.WAKE -> wake(c, t);
            case Format.STEAL -> to.processorEvent(t, c.processor, ProcessorEventKind.STEAL,
                    (int) c.a, (int) c.b);
            case Format.HAND_OVER -> handOver(c, t);
            case Format.TIMER -> to.processorEvent(t, c.processor, ProcessorEventKind.TIMER, NONE,
                    (int) c.a);
            case Format.PAUSE -> {
                long begin = Math.max(0, c.b - start);
                to.pause(begin, Math.max(begin, c.b - start + c.c), definitions.string(c.a));
            }
            case Format.CREATED -> created(c, t);
            case Format.OBJECT, Format.MADE -> {}
            default -> {
                Life g = actor(c);
                if (g != null) {
                    act(c, g, t);
                }
            }
        }
    }

    /**
     * Handles an event from before the time from which on the file has everything. What it says of
     * goroutines may be long over. But which of them acts next in that buffer is right.
     */
    private static void before(Cursor c) {
        switch (c.type) {
            case Format.BASE -> actor(c, Format.unzigzag(c.b));
            case Format.ACTOR, Format.RUN -> actor(c, Format.unzigzag(c.a));
            default -> {}
        }
    }

    private static void actor(Cursor c, long id) {
        c.actor = id;
        c.actorIndex = NONE;
    }

    /** Returns the goroutine that acts, which is added if it is new; null for none. */
    private @Nullable Life actor(Cursor c) {
        if (c.actorIndex < 0 && c.actor > 0) {
            Life g = life(c.actor);
            c.actorIndex = g == null ? NONE : indexes.get(c.actor);
        }
        return c.actorIndex < 0 ? null : lives.get(c.actorIndex);
    }

    private int actorIndex(Cursor c) {
        Life g = actor(c);
        return g == null ? NONE : g.index;
    }

    private void created(Cursor c, long t) {
        long id = Format.unzigzag(c.a);
        int parent = actorIndex(c);
        int name = definitions.string(c.c);
        int labels = definitions.string(c.d);
        Life g;
        if (knows(id)) {
            g = lives.get(indexes.get(id));
            to.describe(g.index, name, labels, NONE);
        } else {
            g = add(id, name, labels, parent, definitions.place(c.b), t);
        }
        if (g.now == Life.Now.UNKNOWN) {
            g.now = Life.Now.RUNNABLE;
            g.since = t;
            g.waker = parent;
        }
    }

    private void run(Cursor c, long time) {
        actor(c, Format.unzigzag(c.a));
        Life g = actor(c);
        if (g == null || g.now == Life.Now.ENDED) {
            onProcessor.remove(c.processor);
            return;
        }
        long t = Math.max(time, g.since);
        c.floor = t;
        if (g.now == Life.Now.WAITING && !g.isInJdk) {
            g.isBack = true;
            g.resumed = t;
            g.ran = t;
            g.processor = c.processor;
            return;
        }
        if (g.now == Life.Now.WAITING || g.now == Life.Now.UNKNOWN && g.reason != NONE) {
            awake(g, t, NONE); // the JDK does not report the end of each of its waits
        }
        close(g, t);
        g.now = Life.Now.RUNNING;
        g.since = t;
        g.ran = t;
        g.processor = c.processor;
        if (c.processor >= 0) {
            onProcessor.put(c.processor, g);
        }
    }

    private void ready(Cursor c, long t) {
        Life g = life(Format.unzigzag(c.a));
        if (g == null) {
            return;
        }
        Life by = actor(c);
        int waker = by == null ? NONE : by.index;
        if (by != null) {
            extend(by, t);
            goesOn(by, c, t);
        }
        if (g.now == Life.Now.WAITING && !g.isInJdk || g.now == Life.Now.UNKNOWN) {
            g.isAwake = g.isBack; // it may be about to stop for this wait once more
            g.isBack = false;
            awake(g, t, waker);
            g.wakerStack = definitions.stack(c.b);
        } else if (g.now != Life.Now.ENDED) {
            g.isReady = true;
            g.readyAt = t;
            g.nextWaker = waker;
            g.nextStack = definitions.stack(c.b);
        }
    }

    private void awake(Life g, long t, int waker) {
        if (g.now == Life.Now.UNKNOWN) {
            g.now = Life.Now.WAITING;
        }
        long at = Math.max(t, g.since);
        close(g, at);
        g.runnable(at, waker);
    }

    /** Handles the end of a wait in the JDK, or an interrupt. */
    private void wake(Cursor c, long t) {
        Life g = life(Format.unzigzag(c.a));
        if (g != null && g.now == Life.Now.WAITING && !g.isInJdk) {
            g.interrupted = t;
            g.interrupter = actorIndex(c);
        } else if (g != null && g.now == Life.Now.WAITING) {
            awake(g, t, actorIndex(c));
        } else if (g != null && g.now != Life.Now.UNKNOWN) {
            g.isAwake = true;
        }
    }

    /** Lets a goroutine that has ended run a little longer: its group learns of it. */
    private void extend(Life g, long t) {
        if (g.now == Life.Now.ENDED && t > g.since) {
            to.running(g.index, g.since, t, g.processor);
            to.ended(g.index, t);
            g.since = t;
        }
    }

    private void handOver(Cursor c, long t) {
        int processor = (int) c.a;
        to.processorEvent(t, processor, ProcessorEventKind.HAND_OVER, NONE, 0);
        Life g = onProcessor.get(processor);
        if (c.b != 0 && g != null && g.now == Life.Now.RUNNING && g.processor == processor) {
            long at = Math.max(t, g.since);
            close(g, at);
            g.now = Life.Now.SYSCALL;
            g.since = at;
        }
    }

    /** Ends the wait of a goroutine that runs although it was not woken: it was interrupted. */
    private void resume(Life g) {
        g.isBack = false;
        long t = Math.max(g.resumed, g.since);
        boolean known = g.interrupted >= g.since;
        awake(g, known ? Math.min(t, g.interrupted) : t, known ? g.interrupter : NONE);
        close(g, t);
        g.now = Life.Now.RUNNING;
        g.since = t;
    }

    /** Handles that a goroutine acts: it runs, and is not in a system call. */
    private void goesOn(Life g, Cursor c, long time) {
        if (g.isBack) {
            resume(g);
        } else if (g.now == Life.Now.SYSCALL) {
            long t = Math.max(time, g.since);
            close(g, t);
            g.now = Life.Now.RUNNING;
            g.since = t;
            g.processor = c.processor;
        }
    }

    /** Handles an event that the goroutine {@code g} caused by running. */
    private void act(Cursor c, Life g, long time) {
        if (g.now == Life.Now.ENDED) {
            return;
        }
        if (g.isBack && c.type == Format.STOP) { // the wait goes on
            g.isBack = false;
            return;
        }
        goesOn(g, c, time);
        long t = Math.max(time, g.since);
        if (g.now != Life.Now.RUNNING) { // its first, or its RUN was lost, or a system call is over
            close(g, t);
            g.now = Life.Now.RUNNING;
            g.since = t;
            g.processor = c.processor;
        }
        switch (c.type) {
            case Format.BLOCK -> block(g, t, reason(c.a), c);
            case Format.STOP -> stop(g, t);
            case Format.YIELD -> {
                close(g, t);
                g.runnable(t, NONE);
            }
            case Format.ENDED -> {
                close(g, t);
                g.now = Life.Now.ENDED;
                g.since = t;
                to.ended(g.index, t);
            }
            case Format.REGION -> g.regions.add(new Life.Region(definitions.string(c.a), t));
            case Format.REGION_END -> {
                if (!g.regions.isEmpty()) {
                    Life.Region r = g.regions.removeLast();
                    to.region(g.index, r.start(), t, r.name());
                }
            }
            case Format.LOG -> {
                String category = definitions.text(c.a);
                to.log(g.index, t,
                        to.string(category.isEmpty() ? c.text() : category + ": " + c.text()));
            }
            default -> operation(c, g, t);
        }
    }

    private void block(Life g, long t, int reason, Cursor c) {
        int object = things.of(c.b, c.a < reasons.size() ? reasons.get((int) c.a) : "");
        int stack = stacks.stack(g, reason, object, definitions.stack(c.c));
        g.isAwake = false;
        if (g.isReady && g.readyAt >= g.ran) { // it did not wait: it was woken before
            long at = Math.max(g.readyAt, g.since);
            close(g, at);
            g.runnable(at, g.nextWaker);
            g.wakerStack = g.nextStack;
            g.isReady = false;
            return;
        }
        close(g, t);
        g.isReady = false;
        g.isInJdk = false;
        g.now = Life.Now.WAITING;
        g.since = t;
        g.reason = reason;
        g.object = object;
        g.stack = stack;
    }

    /** Handles the start of a wait in the JDK. */
    private void stop(Life g, long t) {
        close(g, t);
        if (g.isAwake) { // it was woken before
            g.runnable(t, NONE);
        } else {
            g.now = Life.Now.WAITING;
            g.since = t;
            g.reason = reason(IN_JDK);
            g.isInJdk = true;
        }
        g.isAwake = false;
    }

    private void operation(Cursor c, Life g, long t) {
        int object = things.of(c.type == Format.SELECT ? c.b : c.a, "");
        switch (c.type) {
            case Format.SEND ->
                to.operation(t, g.index, OperationKind.SEND, object, (int) c.b, NONE);
            case Format.RECEIVE -> to.operation(t, g.index,
                    c.b == 0 ? OperationKind.RECEIVE_CLOSED : OperationKind.RECEIVE, object,
                    Math.max(0, (int) c.b - 1), NONE);
            case Format.CLOSE -> to.operation(t, g.index, OperationKind.CLOSE, object, 0, NONE);
            case Format.LOCK -> to.operation(t, g.index,
                    c.b == 0 ? OperationKind.LOCK : OperationKind.RLOCK, object, 0, NONE);
            case Format.UNLOCK -> to.operation(t, g.index,
                    c.b == 0 ? OperationKind.UNLOCK : OperationKind.RUNLOCK, object, 0, NONE);
            case Format.SELECT -> to.operation(t, g.index, OperationKind.SELECT, object,
                    (int) c.a - 1, NONE);
            default -> {}
        }
    }

    // ---- spans ----------------------------------------------------------------------------------

    /** Adds the span that ends now. */
    private void close(Life g, long t) {
        if (t <= g.since && g.now != Life.Now.WAITING
                && g.now != Life.Now.RUNNABLE) { // those have a waker
            g.clear();
            return;
        }
        switch (g.now) {
            case RUNNING -> to.running(g.index, g.since, t, g.processor);
            case RUNNABLE -> to.runnable(g.index, g.since, t, g.waker, g.wakerStack);
            case WAITING -> to.waiting(g.index, g.since, t, g.reason, g.object, g.stack);
            case SYSCALL -> to.syscall(g.index, g.since, t, g.processor, reason(IN_SYSTEM), NONE);
            case UNKNOWN -> to.running(g.index, g.since, t, NONE);
            case ENDED -> {}
        }
        g.clear();
    }

    private int reason(long number) {
        return reason(
                number >= 0 && number < reasons.size() ? reasons.get((int) number) : "waiting");
    }

    private int reason(String text) {
        return to.reason(text);
    }

    long latest() {
        return latest;
    }

    /** Ends all spans at the end of the recording. */
    void finish(long end) {
        for (Life g : lives) {
            if (g.isBack) {
                resume(g);
            }
            if (g.now == Life.Now.UNKNOWN) {
                g.now = g.reason == NONE ? Life.Now.RUNNABLE : Life.Now.WAITING;
                g.waker = NONE;
            }
            close(g, end);
        }
    }
}
