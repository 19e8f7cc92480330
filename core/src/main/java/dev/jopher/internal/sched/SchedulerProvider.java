package dev.jopher.internal.sched;

import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

/**
 * Creates a scheduler that is not in this library, for example one that runs goroutines one at a
 * time in a chosen order. A {@link ServiceLoader} finds it if {@code -Djopher.scheduler} is its
 * name and the class loader of this library knows it. Without that property no provider is
 * searched.
 */
public interface SchedulerProvider {
    /** Returns the value of {@code -Djopher.scheduler} that selects this provider. */
    String name();

    /**
     * Creates the scheduler. Called once, before there is a goroutine or a timer; must use neither.
     */
    Scheduler create();

    /** Returns the provider of that name; null if there is none. */
    static @Nullable SchedulerProvider find(String name) {
        ClassLoader here = SchedulerProvider.class.getClassLoader();
        for (SchedulerProvider p : ServiceLoader.load(SchedulerProvider.class, here)) {
            if (p.name().equals(name)) {
                return p;
            }
        }
        return null;
    }
}
