package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that native code makes; in a JVM of its own, for they stay. */
@Tag("alone")
@Timeout(60)
class ExternalThreadsNativeTest {
    private final Channel<String> c = new Channel<>();

    /** Of the C library's timer, which no list of Java's has before it calls. */
    @Test
    @SuppressWarnings("restricted")
    void threadOfNativeCodePreventsAlarm() throws Throwable {
        assumeTrue(Files.exists(Path.of("/proc/self/task")));
        Linker linker = Linker.nativeLinker();
        var lookup = linker.defaultLookup();
        var callback = linker.upcallStub(
                MethodHandles.lookup().bind(this, "callback",
                        MethodType.methodType(void.class, long.class)),
                FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG), Arena.global());
        var create = linker.downcallHandle(lookup.findOrThrow("timer_create"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        var set = linker.downcallHandle(lookup.findOrThrow("timer_settime"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofShared()) {
            MemorySegment event = arena.allocate(64, 8); // struct sigevent
            event.set(ValueLayout.JAVA_INT, 12, 2); // SIGEV_THREAD
            event.set(ValueLayout.ADDRESS, 16, callback);
            MemorySegment id = arena.allocate(ValueLayout.ADDRESS);
            assertThat((int) create.invoke(1, event, id)).isZero();
            MemorySegment when = arena.allocate(32, 8); // struct itimerspec
            when.set(ValueLayout.JAVA_LONG, 24, 600_000_000);
            Go.run(() -> {
                try {
                    assertThat((int) set.invoke(id.get(ValueLayout.ADDRESS, 0), 0, when,
                            MemorySegment.NULL)).isZero();
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
                assertThat(c.receive()).isEqualTo("native");
            });
        }
    }

    @SuppressWarnings("unused")
    private void callback(long value) {
        c.send("native");
    }
}
