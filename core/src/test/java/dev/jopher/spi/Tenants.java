package dev.jopher.spi;

import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Go;
import org.jspecify.annotations.Nullable;

/** A context of the tests: the tenant. */
public final class Tenants implements ContextPropagator {
    static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

    /** How many goroutines have removed it. */
    static final AtomicInteger CLOSED = new AtomicInteger();

    @Override
    public @Nullable Snapshot capture() {
        String tenant = TENANT.get();
        return tenant == null ? null : () -> {
            TENANT.set(tenant);
            return () -> {
                TENANT.remove();
                CLOSED.incrementAndGet();
            };
        };
    }

    /** Prints what is called. */
    public static class First implements ContextPropagator {
        String name() {
            return "first";
        }

        @Override
        public Snapshot capture() {
            return () -> {
                IO.println("open " + name());
                return () -> IO.println("close " + name());
            };
        }
    }

    /** Prints what is called. */
    public static final class Second extends First {
        @Override
        String name() {
            return "second";
        }
    }

    /** Throws in each of its methods in turn, and again. */
    public static final class Failing implements ContextPropagator {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public Snapshot capture() {
            return switch (CALLS.getAndIncrement() % 3) {
                case 0 -> throw new IllegalStateException("capture");
                case 1 -> () -> {
                    throw new AssertionError("open");
                };
                default -> () -> () -> {
                    throw new IllegalStateException("close");
                };
            };
        }
    }

    /** Cannot be created. */
    public static final class Broken implements ContextPropagator {
        /** Always throws. */
        public Broken() {
            throw new IllegalStateException("broken");
        }

        @Override
        public @Nullable Snapshot capture() {
            return null;
        }
    }

    /** Starts goroutines itself, as one does that logs by another goroutine. */
    public static final class Starting implements ContextPropagator {
        @Override
        public Snapshot capture() {
            Go.go(() -> {});
            return () -> {
                Go.go(() -> {});
                return () -> Go.go(() -> {});
            };
        }
    }
}
