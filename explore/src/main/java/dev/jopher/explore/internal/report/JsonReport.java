package dev.jopher.explore.internal.report;

import java.util.List;

import dev.jopher.explore.internal.replay.ProgramFrames;
import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.report.Story.Row;
import org.jspecify.annotations.Nullable;

/** A failing schedule as one object of JSON, in one line. */
public final class JsonReport {
    private static final int MAX_FRAMES = 20;

    private final StringBuilder out = new StringBuilder();
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
        out.append('{');
        name("verdict").text(recording.verdict().name().toLowerCase(java.util.Locale.ROOT));
        name("message").text(Headline.of(recording));
        Throwable e = recording.failure();
        if (e != null) {
            name("exception").text(e.getClass().getName());
            name("stack").begin('[');
            ProgramFrames.of(e, MAX_FRAMES).forEach(f -> comma().site(f));
            out.append(']');
        }
        name("seed").number(finding.seed());
        name("schedule").number(finding.schedule());
        if (finding.token() != null) {
            name("token").text(finding.token());
        }
        if (finding.divergence() != null) {
            name("divergence").text(finding.divergence());
        }
        name("switches").number(recording.preemptions());
        name("threads").begin('[');
        recording.threads().forEach(this::thread);
        out.append(']');
        name("steps").begin('[');
        story.rows().stream().filter(r -> r.step != null && r.isPass).forEach(this::row);
        out.append(']');
        name("hints").texts(Hints.of(story, new Lines(recording)));
        name("uncontrolled").texts(finding.uncontrolled());
        out.append('}');
    }

    private void thread(RecordedThread t) {
        comma().begin('{');
        name("name").text(t.path);
        StackTraceElement created = t.creator < 0 ? null : story.createdAt(t);
        if (created != null) {
            name("created").site(created);
        }
        Step last = t.last();
        if (t.isWaiting() && last != null) {
            name("waitsFor").text(story.waitsFor(t, last));
            site("at", last.site());
        }
        out.append('}');
    }

    private void row(Row r) {
        Step s = r.step;
        if (s == null) {
            return;
        }
        comma().begin('{');
        name("thread").text(r.thread.path);
        name("operation").text(s.op.toString());
        if (s.object() >= 0) {
            name("object").text(story.name(s));
        }
        if (s.value() != null) {
            name("value").text(s.value());
        }
        site("at", s.site());
        if (!r.waitsFor.isEmpty()) {
            name("waitsFor").text(r.waitsFor);
        }
        if (r.stop == Story.Stop.PREEMPTED && r.next != null) {
            name("switchTo").text(r.next.path);
        }
        out.append('}');
    }

    private void site(String name, @Nullable StackTraceElement f) {
        if (f != null) {
            name(name).site(f);
        }
    }

    private void site(StackTraceElement f) {
        begin('{');
        name("class").text(f.getClassName());
        name("method").text(f.getMethodName());
        if (f.getFileName() != null) {
            name("file").text(f.getFileName());
        }
        name("line").number(f.getLineNumber());
        out.append('}');
    }

    private JsonReport name(String name) {
        comma().text(name);
        out.append(':');
        return this;
    }

    private JsonReport comma() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
        return this;
    }

    private void begin(char bracket) {
        out.append(bracket);
    }

    private void number(long n) {
        out.append(n);
    }

    private void texts(List<String> all) {
        begin('[');
        all.forEach(t -> comma().text(t));
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append("\\u").append(java.util.HexFormat.of().toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
