package dev.jopher.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A goroutine sends, receives, closes, locks or unlocks. Off by default. */
@Name("dev.jopher.Operation")
@Label("Operation")
@Category("Jopher")
@Description("A goroutine has used a channel or a lock")
@StackTrace(true)
@Enabled(false)
@SuppressWarnings("unused") // JFR reads the fields
final class OperationEvent extends Event {
    @Label("Operation")
    @Nullable String operation;

    @Label("Object")
    @Description("The channel or the lock, with its address in dumps")
    @Nullable String object;

    @Label("Value")
    @Description("For a channel, how many values were in its buffer; for a select, the case")
    int value;
}
