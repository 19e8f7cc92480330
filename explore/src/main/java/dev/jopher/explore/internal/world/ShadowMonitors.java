package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The monitors of the program's objects during a run. The real ones would hide from the run which
 * thread waits, and the JVM would choose the next owner. These are as cheap as a mutex.
 *
 * <p>Invariant: a monitor is in the table exactly while it is owned or waited on. Few are at any
 * moment, so a scan finds them; no hash is needed, and no field in the objects. A thread that has
 * to wait is suspended. A release resumes all that want to enter; the run's strategy decides which
 * of them comes first, and the others wait again.
 */
public final class ShadowMonitors {
    private static final int SPURIOUS_ONE_IN = 4;

    private static final int NOTHING = 0;
    private static final int NOTIFIED = 1;
    private static final int TIMED_OUT = 2;
    private static final int INTERRUPTED = 3;

    private final World world;

    /** The first {@link #used} are in use, the others wait for their next use. */
    private Monitor[] all = new Monitor[0];

    private int used;

    private static final class Monitor {
        @Nullable Object of;
        @Nullable ControlledThread owner;
        int depth;
        final List<ControlledThread> entering = new ArrayList<>();
        final List<ControlledThread> waiting = new ArrayList<>();
    }

    ShadowMonitors(World world) {
        this.world = world;
    }

    private @Nullable Monitor find(Object on) {
        for (int i = used - 1; i >= 0; i--) {
            if (all[i].of == on) {
                return all[i];
            }
        }
        return null;
    }

    private Monitor add(Object on) {
        if (used == all.length) {
            all = Arrays.copyOf(all, used + 4);
            for (int i = used; i < all.length; i++) {
                all[i] = new Monitor();
            }
        }
        Monitor m = all[used++];
        m.of = on;
        return m;
    }

    private void remove(Monitor m) {
        int i = used - 1;
        while (all[i] != m) {
            i--;
        }
        all[i] = all[--used];
        all[used] = m;
        m.of = null;
    }

    /** Enters the monitor of an object, at a point. */
    public void enter(Object on) {
        ControlledThread c = java().current();
        world.point(Op.ENTER, on);
        acquire(c, on, 1);
    }

    /** Does the same without a point, for code of the JDK. */
    public void enterQuietly(Object on) {
        acquire(java().current(), on, 1);
    }

    private JavaState java() {
        return world.java;
    }

    private void acquire(ControlledThread c, Object on, int depth) {
        while (true) {
            Monitor m = find(on);
            if (m == null) {
                m = add(on);
            }
            if (m.owner == null) {
                m.owner = c;
                m.depth = depth;
                return;
            }
            if (m.owner == c) {
                m.depth += depth;
                return;
            }
            m.entering.add(c);
            world.suspend();
        }
    }

    /** Returns whether the current thread owns the monitor. */
    public boolean holds(Object on) {
        Monitor m = find(on);
        return m != null && m.owner == world.current();
    }

    public void exit(Object on) {
        Monitor m = owned(on);
        world.pass(Op.EXIT, on);
        exit(m);
    }

    public void exitQuietly(Object on) {
        exit(owned(on));
    }

    private void exit(Monitor m) {
        if (--m.depth == 0) {
            release(m);
        }
    }

    private Monitor owned(Object on) {
        Monitor m = find(on);
        if (m == null || m.owner != world.current()) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        return m;
    }

    private void release(Monitor m) {
        m.owner = null;
        if (!m.entering.isEmpty()) {
            for (ControlledThread t : m.entering) {
                world.resume(t);
            }
            m.entering.clear();
        }
        if (m.waiting.isEmpty()) {
            remove(m);
        }
    }

    /**
     * Waits for {@code notify}, for {@code nanos} nanoseconds at most.
     *
     * @param nanos 0 for no limit
     */
    public void await(Object on, long nanos) throws InterruptedException {
        ControlledThread c = java().current();
        Monitor m = owned(on);
        world.point(Op.WAIT, on);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int depth = m.depth;
        c.signal = NOTHING;
        c.awaited = on;
        m.waiting.add(c);
        Alarms.Alarm alarm = nanos == 0
                ? null
                : java().alarms.after(nanos, () -> wake(c, TIMED_OUT));
        release(m);
        if (wakesUpSpuriously()) {
            wake(c, TIMED_OUT);
            world.yieldNow();
        } else {
            c.isTimed = alarm != null;
            world.suspend();
            c.isTimed = false;
        }
        if (alarm != null) {
            alarm.cancel();
        }
        int signal = c.signal;
        acquire(c, on, depth);
        if (signal == INTERRUPTED && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Returns whether a wait ends by chance, in the same way for each strategy. */
    private boolean wakesUpSpuriously() {
        return java().spuriousWakeUps
                && Long.remainderUnsigned(java().number(), SPURIOUS_ONE_IN) == 0;
    }

    private void wake(ControlledThread t, int signal) {
        Object on = t.awaited;
        Monitor m = on == null ? null : find(on);
        if (m != null && m.waiting.remove(t)) {
            t.awaited = null;
            t.signal = signal;
            if (m.owner == null && m.waiting.isEmpty()) {
                remove(m);
            }
            world.resume(t);
        }
    }

    /** Ends the wait of a thread that has been interrupted, if it waits. */
    public void interrupted(ControlledThread t) {
        if (t.awaited != null) {
            wake(t, INTERRUPTED);
        }
    }

    public void notifyOne(Object on) {
        Monitor m = owned(on);
        world.pass(Op.NOTIFY, on);
        int n = m.waiting.size();
        if (n > 0) {
            notify(m, n == 1 ? 0 : world.random(n));
        }
    }

    public void notifyEach(Object on) {
        Monitor m = owned(on);
        world.pass(Op.NOTIFY, on);
        while (!m.waiting.isEmpty()) {
            notify(m, 0);
        }
    }

    /** Moves a waiting thread to those that want to enter. The release resumes it. */
    private static void notify(Monitor m, int index) {
        ControlledThread t = m.waiting.remove(index);
        t.awaited = null;
        t.signal = NOTIFIED;
        m.entering.add(t);
    }
}
