package dev.jopher.internal.jfr;

import dev.jopher.internal.sched.Monitor;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The {@link Monitor} gives the slot of a processor to another one. */
@Name("dev.jopher.ProcessorHandOver")
@Label("Processor Hand-Over")
@Description("A goroutine runs for long, or sits in a system call; another processor takes over what is queued behind it")
@StackTrace(false)
@SuppressWarnings("unused") // JFR reads the fields
final class ProcessorHandOverEvent extends GoroutineEvent {
    @Label("Processor")
    int processor;

    @Label("Where")
    @Description("The line that the goroutine is at")
    @Nullable String where;
}
