package dev.jopher.explore.internal.report;

import java.util.List;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.report.Story.Row;
import dev.jopher.explore.internal.report.Story.Stop;
import dev.jopher.explore.internal.world.ProgramFrames;

/** A failing schedule as a page with all steps. It needs no other file and no script. */
public final class HtmlReport {
    private static final int MAX_FRAMES = 20;
    private static final String STYLE =
            """
                    :root { color-scheme: light dark; --line: #8884; --mark: #fd06; --bad: #f446; }
                    body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1rem;
                      max-width: 80rem; }
                    h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
                    h2 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
                    code, td, pre { font-family: ui-monospace, monospace; font-size: 13px; }
                    code, pre { overflow-wrap: anywhere; white-space: pre-wrap; }
                    .steps { overflow-x: auto; border: 1px solid var(--line); }
                    table { border-collapse: collapse; min-width: 100%; }
                    th { text-align: left; position: sticky; top: 0; background: Canvas; }
                    th, td { padding: .15rem .6rem; border-left: 1px solid var(--line); vertical-align: top; }
                    th:first-child, td:first-child { border-left: 0; opacity: .6; text-align: right; }
                    tr.switch td { border-top: 1px solid var(--line); }
                    td.preempted { background: var(--mark); }
                    td.waits { background: var(--bad); }
                    small { display: block; opacity: .8; }
                    """;

    private final StringBuilder out = new StringBuilder();
    private final Finding finding;
    private final Recording recording;
    private final Story story;
    private final Lines lines;

    private HtmlReport(Finding finding) {
        this.finding = finding;
        this.recording = finding.recording();
        this.story = new Story(recording);
        this.lines = new Lines(recording);
    }

    public static String of(Finding finding) {
        HtmlReport r = new HtmlReport(finding);
        r.write();
        return r.out.toString();
    }

    private void write() {
        String title = escaped(Headline.of(recording));
        out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(title).append("</title>\n<style>\n").append(STYLE)
                .append("</style></head><body>\n<h1>").append(title).append("</h1>\n");
        where();
        hints();
        replay();
        steps();
        created();
        out.append("</body></html>\n");
    }

    private void where() {
        Throwable e = recording.failure();
        if (e != null) {
            list(ProgramFrames.of(e, MAX_FRAMES).stream().map(TextReport::frame).toList());
        }
        list(story.waiting().stream().map(this::waiting).toList());
    }

    private String waiting(RecordedThread t) {
        Step s = t.last();
        return t.path + (s == null ? " waits" : " waits for " + story.waitsFor(t, s)
                + (s.site() == null ? "" : ", at " + TextReport.frame(s.site())));
    }

    private void hints() {
        for (String hint : Hints.of(story, lines)) {
            out.append("<p><b>Hint:</b> ").append(escaped(hint)).append("</p>\n");
        }
    }

    private void replay() {
        head("Replay");
        if (finding.token() == null) {
            out.append("<p>The schedule cannot be repeated: something that is not controlled"
                    + " decides as well.</p>\n");
        } else {
            out.append("<pre>jopher run -replay ").append(escaped(finding.token()))
                    .append(" PROGRAM</pre>\n");
        }
        if (!finding.uncontrolled().isEmpty()) {
            head("Not controlled");
            list(finding.uncontrolled());
        }
    }

    private void steps() {
        head("All " + recording.stepCount() + " steps, "
                + TextReport.count(recording.preemptions(), "forced switch"));
        out.append("<div class=\"steps\"><table><tr><th>#");
        recording.threads().forEach(t -> out.append("<th>").append(escaped(t.path)));
        out.append("</tr>\n");
        int n = 0;
        for (Row r : story.rows()) {
            if (r.step != null && (r.isPass || r.isSwitch)) {
                row(r, r.step, ++n);
            }
        }
        for (RecordedThread t : recording.threads()) {
            Step s = t.last();
            if (s != null && !s.isPassed() && t != recording.failed()) {
                out.append("<tr><td>").append(++n).append("<td>".repeat(t.index + 1))
                        .append(escaped(story.describe(s, lines, true)))
                        .append("<small>not reached</small></tr>\n");
            }
        }
        out.append("</table></div>\n");
    }

    private void row(Row r, Step s, int n) {
        out.append(r.isSwitch ? "<tr class=\"switch\"><td>" : "<tr><td>").append(n)
                .append("<td>".repeat(r.thread.index));
        out.append(switch (r.stop) {
            case PREEMPTED -> "<td class=\"preempted\">";
            case WAITS -> "<td class=\"waits\">";
            default -> "<td>";
        });
        out.append(escaped(r.isPass ? story.describe(s, lines, r.stop != Stop.WAITS)
                : story.continues(s, lines)));
        if (r.stop == Stop.WAITS) {
            out.append("<small>waits for ").append(escaped(r.waitsFor)).append("</small>");
        } else if (r.stop == Stop.PREEMPTED && r.next != null) {
            out.append("<small>then ").append(escaped(r.next.path)).append("</small>");
        }
        out.append("</tr>\n");
    }

    private void created() {
        head("Threads");
        list(recording.threads().stream().filter(t -> t.creator >= 0).map(t -> {
            StackTraceElement site = story.createdAt(t);
            return t.path + " was created by " + recording.threads().get(t.creator).path
                    + (site == null ? "" : " at " + TextReport.frame(site));
        }).toList());
    }

    private void head(String text) {
        out.append("<h2>").append(escaped(text)).append("</h2>\n");
    }

    private void list(List<String> items) {
        if (!items.isEmpty()) {
            out.append("<ul>\n");
            items.forEach(i -> out.append("<li><code>").append(escaped(i)).append("</code>\n"));
            out.append("</ul>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
