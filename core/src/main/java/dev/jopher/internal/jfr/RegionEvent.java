package dev.jopher.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A part of the program that it has named, by {@code Trace.region}. */
@Name("dev.jopher.Region")
@Label("Region")
@Category("Jopher")
@Description("A goroutine was in a part of the program that the program has named")
@StackTrace(false)
@SuppressWarnings("unused") // JFR reads the fields
final class RegionEvent extends Event {
    @Label("Region")
    @Nullable String region;
}
