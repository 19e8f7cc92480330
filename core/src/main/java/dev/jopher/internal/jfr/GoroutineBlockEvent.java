package dev.jopher.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Throttle;
import org.jspecify.annotations.Nullable;

/** A goroutine, or another thread, has waited in one of our operations, and resumes. */
@Name("dev.jopher.GoroutineBlock")
@Label("Goroutine Block")
@Description("A goroutine has waited")
@StackTrace(true)
@Threshold("10 ms")
@Throttle("1000/s") // a million sleepers are still many
@SuppressWarnings("unused") // JFR reads the fields
final class GoroutineBlockEvent extends GoroutineEvent {
    @Label("Reason")
    @Description("What it has waited in, in Go's words")
    @Nullable String reason;

    @Label("Waited On")
    @Description("As it was when the wait was over")
    @Nullable String waitedOn;
}
