package dev.jopher.explore.internal.world;

import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What a run knows of Java's own threads, monitors, timers and identities. */
public final class JavaState {
    private final World world;

    public final Alarms alarms;
    public final ShadowMonitors monitors;

    /** By platform thread of the program: what runs its body. */
    private final Map<Thread, ControlledThread> platformThreads = new IdentityHashMap<>();

    /** Whether waits may end without a reason, as they may on real machines. */
    public boolean spuriousWakeUps;

    JavaState(World world) {
        this.world = world;
        this.alarms = new Alarms(world);
        this.monitors = new ShadowMonitors(world);
    }

    /** Returns the thread that runs. */
    public ControlledThread current() {
        ControlledThread c = world.current();
        if (c == null) {
            throw new IllegalStateException("a timer must not wait");
        }
        return c;
    }

    /** Returns what runs the body of a platform thread; null if nothing does. */
    public @Nullable ControlledThread of(Thread platform) {
        return platformThreads.isEmpty() ? null : platformThreads.get(platform);
    }

    public void add(Thread platform, ControlledThread t) {
        t.platform = platform;
        platformThreads.put(platform, t);
    }
}
