package dev.jopher.internal.jfr;

import dev.jopher.internal.leak.LeakFinder;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Goroutines with the same stack that {@link LeakFinder} has found leaked. */
@Name("dev.jopher.Leak")
@Label("Goroutine Leak")
@Category("Jopher")
@Description("Goroutines waited for what no running code could reach; they have been collected")
@StackTrace(false)
@SuppressWarnings("unused") // JFR reads the fields
final class LeakEvent extends Event {
    @Label("Count")
    @Description("How many, all at the same place")
    int count;

    @Label("Reason")
    @Description("What they waited in, in Go's words")
    @Nullable String reason;

    @Label("Stack")
    @Description("Where they waited, the innermost line first")
    @Nullable String stack;

    @Label("Created At")
    @Description("The line that has started them")
    @Nullable String createdAt;

    @Label("Labels")
    @Description("Those of the first")
    @Nullable String labels;
}
