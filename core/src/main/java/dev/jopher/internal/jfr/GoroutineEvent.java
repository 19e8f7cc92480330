package dev.jopher.internal.jfr;

import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Origin;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import org.jspecify.annotations.Nullable;

/**
 * An event about one goroutine. The thread that JFR shows is a virtual one, mostly without a name;
 * these fields identify the goroutine.
 */
@Category("Jopher")
@SuppressWarnings("unused") // JFR reads the fields
abstract class GoroutineEvent extends Event {
    @Label("Goroutine")
    @Description("Its number, as in dumps; 0 for a thread that is no goroutine")
    long goroutine;

    @Label("Name")
    @Nullable String name;

    @Label("Creator")
    @Description("The goroutine that has started it")
    long creator;

    @Label("Created At")
    @Description("The line that has started it")
    @Nullable String createdAt;

    @Label("Labels")
    @Nullable String labels;

    void describe(G g) {
        goroutine = g.id();
        name = g.name();
        labels = g.labels() == null ? null : Labels.text(g.labels());
        Origin origin = g.origin();
        if (origin != null) {
            creator = Math.max(origin.creator(), 0);
            CreationSite site = origin.site();
            createdAt = site == null ? null : site.frame().toString();
        }
    }
}
