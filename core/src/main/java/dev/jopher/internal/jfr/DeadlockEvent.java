package dev.jopher.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that will never resume: all of a program, or some that wait for one another's locks.
 */
@Name("dev.jopher.Deadlock")
@Label("Deadlock")
@Category("Jopher")
@Description("Goroutines wait and can never resume")
@StackTrace(false)
@SuppressWarnings("unused") // JFR reads the fields
final class DeadlockEvent extends Event {
    @Label("Kind")
    @Nullable String kind;

    @Label("Goroutines")
    @Description("Their numbers; of many, the first")
    @Nullable String goroutines;

    @Label("Report")
    @Description("What was reported; of a long report, the beginning")
    @Nullable String report;
}
