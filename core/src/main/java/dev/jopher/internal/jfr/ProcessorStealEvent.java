package dev.jopher.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A processor has taken goroutines from another one. Off by default. */
@Name("dev.jopher.ProcessorSteal")
@Label("Processor Steal")
@Category("Jopher")
@Description("A processor had nothing to run, and has taken goroutines from the queue of another one")
@StackTrace(false)
@Enabled(false)
@SuppressWarnings("unused") // JFR reads the fields
final class ProcessorStealEvent extends Event {
    @Label("Processor")
    int processor;

    @Label("Victim")
    int victim;

    @Label("Goroutines")
    int goroutines;
}
