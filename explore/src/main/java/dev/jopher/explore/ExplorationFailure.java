package dev.jopher.explore;

import java.util.Optional;

import dev.jopher.explore.internal.replay.ScheduleFile;
import dev.jopher.explore.internal.report.Finding;
import dev.jopher.explore.internal.report.HtmlReport;
import dev.jopher.explore.internal.report.JsonReport;
import dev.jopher.explore.internal.report.TextReport;
import org.jspecify.annotations.Nullable;

/**
 * A schedule has failed. The message is the report; the cause is what has left a thread, if any.
 */
public final class ExplorationFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient Finding finding;

    ExplorationFailure(Finding finding) {
        this(finding, null);
    }

    ExplorationFailure(Finding finding, @Nullable String difference) {
        super(TextReport.of(finding) + (difference == null ? ""
                : "This is not quite the recorded schedule: " + difference + ".\n"),
                finding.recording().failure());
        this.finding = finding;
    }

    /** Returns what {@link Explore#replay} needs; empty if the schedule cannot be repeated. */
    public Optional<String> token() {
        return Optional.ofNullable(finding.token());
    }

    /** Returns the schedule as text, for a file: it is of use also after the program was edited. */
    public String schedule() {
        return ScheduleFile.write(finding.recording());
    }

    /** Returns the report as one object of JSON. */
    public String json() {
        return JsonReport.of(finding);
    }

    /** Returns the report as a page of HTML with all steps. */
    public String html() {
        return HtmlReport.of(finding);
    }
}
