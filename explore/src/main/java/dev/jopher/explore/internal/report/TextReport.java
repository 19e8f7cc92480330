package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import dev.jopher.explore.internal.world.ProgramFrames;
import dev.jopher.explore.internal.world.Verdict;

/** A failing schedule as text for a terminal: at most 60 lines of at most 100 columns. */
public final class TextReport {
    static final int WIDTH = 100;
    private static final int MAX_LINES = 60;
    private static final int MAX_HEAD = 4;
    private static final int MAX_FRAMES = 3;
    private static final int MAX_THREADS = 6;
    private static final int MIN_ROWS = 12;
    private static final String INDENT = "  ";

    private final Finding finding;
    private final Recording recording;
    private final Story story;
    private final Lines lines;
    private final List<String> out = new ArrayList<>();

    private TextReport(Finding finding) {
        this.finding = finding;
        this.recording = finding.recording();
        this.story = new Story(recording);
        this.lines = new Lines(recording);
    }

    public static String of(Finding finding) {
        TextReport r = new TextReport(finding);
        r.write();
        return String.join("\n", r.out) + "\n";
    }

    private void write() {
        Wrap.lines(Headline.of(recording), WIDTH, INDENT).stream().limit(MAX_HEAD)
                .forEach(out::add);
        where();
        out.add("");
        schedule();
        List<String> end = new ArrayList<>(out);
        out.clear();
        created();
        hints();
        replay();
        List<String> after = new ArrayList<>(out);
        out.clear();
        out.addAll(end);
        int room = Math.max(MIN_ROWS, MAX_LINES - end.size() - after.size() - 2);
        out.add("");
        out.addAll(new StepTable(story, lines).rows(room));
        out.addAll(after);
    }

    private void where() {
        Throwable e = recording.failure();
        RecordedThread failed = recording.failed();
        if (e != null) {
            List<StackTraceElement> frames = ProgramFrames.of(e, MAX_FRAMES);
            for (int i = 0; i < frames.size(); i++) {
                add(INDENT, (i == 0 && failed != null ? "in " + failed.path + ", at " : "at ")
                        + frame(frames.get(i)));
            }
            if (frames.isEmpty() && failed != null) {
                add(INDENT, "in " + failed.path);
            }
        }
        if (recording.verdict() == Verdict.DEADLOCK || recording.verdict() == Verdict.LEAK) {
            story.waiting().stream().limit(MAX_THREADS).forEach(this::waiting);
            more(story.waiting().size() - MAX_THREADS, "wait as well");
        }
    }

    private void waiting(RecordedThread t) {
        Step s = t.last();
        add(INDENT, t.path + (s == null ? " waits" : " waits for " + story.waitsFor(t, s)
                + (s.site() == null ? "" : ", at " + frame(s.site()))));
    }

    private void more(int n, String what) {
        if (n > 0) {
            out.add(INDENT + "... " + n + " more " + what);
        }
    }

    static String frame(StackTraceElement f) {
        String type = f.getClassName();
        return Lines.full(f) + " (" + type.substring(type.lastIndexOf('.') + 1) + '.'
                + f.getMethodName() + ')';
    }

    private void schedule() {
        int chosen = recording.preemptions();
        StringBuilder text = new StringBuilder("The shortest schedule found, ");
        text.append(count(chosen, "forced switch")).append(", ")
                .append(count(recording.stepCount(), "step")).append(". Schedule ")
                .append(finding.schedule()).append(" of seed ").append(finding.seed());
        if (finding.foundPreemptions() > chosen || finding.foundSteps() > recording.stepCount()) {
            text.append(" had ").append(finding.foundPreemptions()).append(" and ")
                    .append(finding.foundSteps());
        }
        add("", text.append('.').toString());
        String file = lines.file();
        if (file != null) {
            out.add("Numbers are lines of " + file + '.');
        }
    }

    static String count(int n, String what) {
        String plural = what.endsWith("ch") ? what + "es" : what + 's';
        return (n == 0 ? "no" : String.valueOf(n)) + ' ' + (n == 1 ? what : plural);
    }

    private void created() {
        List<RecordedThread> made = recording.threads().stream().filter(t -> t.creator >= 0)
                .toList();
        if (made.isEmpty()) {
            return;
        }
        out.add("");
        made.stream().limit(MAX_THREADS).forEach(t -> {
            StackTraceElement site = story.createdAt(t);
            add("", t.path + " was created by " + recording.threads().get(t.creator).path
                    + (site == null ? "" : " at " + frame(site)));
        });
        more(made.size() - MAX_THREADS, "threads");
    }

    private void hints() {
        for (String hint : Hints.of(story, lines)) {
            out.add("");
            add("", "Hint: " + hint);
        }
    }

    private void replay() {
        out.add("");
        String token = finding.token();
        if (finding.divergence() != null || token == null) {
            add("", "The schedule cannot be repeated: something that is not controlled decides as"
                    + " well" + (finding.divergence() == null ? "."
                            : ". Second run: " + finding.divergence() + '.'));
        } else {
            out.add("Replay: jopher run -replay " + token + " PROGRAM");
            out.add("        Explore.replay(\"" + token + "\", body)");
        }
        if (!finding.uncontrolled().isEmpty()) {
            out.add("Not controlled:");
            finding.uncontrolled().stream().limit(MAX_THREADS).forEach(u -> add(INDENT, u));
            more(finding.uncontrolled().size() - MAX_THREADS, "");
        }
    }

    private void add(String indent, String text) {
        Wrap.lines(text, WIDTH - indent.length(), INDENT).forEach(l -> out.add(indent + l));
    }

}
