package dev.jopher.explore.internal.report;

import java.util.List;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.report.Story.Row;
import dev.jopher.explore.internal.world.ProgramFrames;
import dev.jopher.race.internal.report.JsonWriter;
import org.jspecify.annotations.Nullable;

/** A failing schedule as one object of JSON, in one line. */
public final class JsonReport {
    private static final int MAX_FRAMES = 20;

    private final JsonWriter out = new JsonWriter();
    private final Finding finding;
    private final Recording recording;
    private final Story story;

    private JsonReport(Finding finding) {
        this.finding = finding;
        this.recording = finding.recording();
        this.story = new Story(recording);
    }

    public static String of(Finding finding) {
        JsonReport r = new JsonReport(finding);
        r.write();
        return r.out.toString();
    }

    private void write() {
        out.begin('{');
        out.name("verdict").text(recording.verdict().name().toLowerCase(java.util.Locale.ROOT));
        out.name("message").text(Headline.of(recording));
        Throwable e = recording.failure();
        if (e != null) {
            out.name("exception").text(e.getClass().getName());
            out.name("stack").begin('[');
            ProgramFrames.of(e, MAX_FRAMES).forEach(this::site);
            out.end(']');
        }
        out.name("seed").number(finding.seed());
        out.name("schedule").number(finding.schedule());
        if (finding.token() != null) {
            out.name("token").text(finding.token());
        }
        if (finding.divergence() != null) {
            out.name("divergence").text(finding.divergence());
        }
        out.name("switches").number(recording.preemptions());
        out.name("threads").begin('[');
        recording.threads().forEach(this::thread);
        out.end(']');
        out.name("steps").begin('[');
        story.rows().stream().filter(r -> r.step != null && r.isPass).forEach(this::row);
        out.end(']');
        texts("hints", Hints.of(story, new Lines(recording)));
        texts("uncontrolled", finding.uncontrolled());
        out.end('}');
    }

    private void thread(RecordedThread t) {
        out.begin('{');
        out.name("name").text(t.path);
        StackTraceElement created = t.creator < 0 ? null : story.createdAt(t);
        if (created != null) {
            site("created", created);
        }
        Step last = t.last();
        if (t.isWaiting() && last != null) {
            out.name("waitsFor").text(story.waitsFor(t, last));
            site("at", last.site());
        }
        out.end('}');
    }

    private void row(Row r) {
        Step s = r.step;
        if (s == null) {
            return;
        }
        out.begin('{');
        out.name("thread").text(r.thread.path);
        out.name("operation").text(s.op.toString());
        if (s.object() >= 0) {
            out.name("object").text(story.name(s));
        }
        if (s.value() != null) {
            out.name("value").text(s.value());
        }
        site("at", s.site());
        if (!r.waitsFor.isEmpty()) {
            out.name("waitsFor").text(r.waitsFor);
        }
        if (r.stop == Story.Stop.PREEMPTED && r.next != null) {
            out.name("switchTo").text(r.next.path);
        }
        out.end('}');
    }

    private void site(String name, @Nullable StackTraceElement f) {
        if (f != null) {
            out.name(name);
            site(f);
        }
    }

    private void site(StackTraceElement f) {
        out.begin('{').name("class").text(f.getClassName());
        out.name("method").text(f.getMethodName());
        if (f.getFileName() != null) {
            out.name("file").text(f.getFileName());
        }
        out.name("line").number(f.getLineNumber());
        out.end('}');
    }

    private void texts(String name, List<String> all) {
        out.name(name).begin('[');
        all.forEach(out::text);
        out.end(']');
    }
}
