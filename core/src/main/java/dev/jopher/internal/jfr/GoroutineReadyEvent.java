package dev.jopher.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A goroutine may continue. There may be millions in a second, so it is off by default. */
@Name("dev.jopher.GoroutineReady")
@Label("Goroutine Ready")
@Description("A goroutine was made runnable; the thread and the stack are those of its waker")
@StackTrace(true)
@Enabled(false)
@SuppressWarnings("unused") // JFR reads the fields
final class GoroutineReadyEvent extends GoroutineEvent {
    @Label("Waker")
    @Description("The goroutine that has woken it; 0 for a thread that is no goroutine")
    long waker;
}
