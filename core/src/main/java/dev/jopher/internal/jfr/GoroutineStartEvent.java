package dev.jopher.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Throttle;

/** A goroutine is started, on the thread of its creator, whose stack this has. */
@Name("dev.jopher.GoroutineStart")
@Label("Goroutine Start")
@Description("A goroutine was started; the thread and the stack are those of its creator")
@StackTrace(true)
@Throttle(GoroutineStartEvent.RATE)
final class GoroutineStartEvent extends GoroutineEvent {
    /**
     * The JDK records starts and ends of virtual threads on request only, because there may be
     * millions in a second. With this limit they are recorded by default: all of them in a small
     * program, a sample in a large one.
     */
    static final String RATE = "300/s";
}
