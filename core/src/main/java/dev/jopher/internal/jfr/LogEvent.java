package dev.jopher.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A line of the program, by {@code Trace.log}. */
@Name("dev.jopher.Log")
@Label("Log")
@Category("Jopher")
@Description("A line that the program has logged")
@StackTrace(false)
@SuppressWarnings("unused") // JFR reads the fields
final class LogEvent extends Event {
    @Label("Log Category")
    @Nullable String kind;

    @Label("Message")
    @Nullable String message;
}
