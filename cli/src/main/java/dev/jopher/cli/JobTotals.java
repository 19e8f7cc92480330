package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.jopher.explore.internal.search.Result;
import dev.jopher.race.internal.report.JsonWriter;

/**
 * What one or more jobs have done in which no schedule has failed. As a file: a line of numbers,
 * where a schedule was that did not end in time or an empty line, and a line for each thing that
 * was not controlled.
 *
 * @param distinct of the job that had most: two jobs may have had the same ones
 */
record JobTotals(long schedules, long distinct, long threads, long points, long cutOff,
        String unfinished, Set<String> notControlled) {
    static final JobTotals NONE = new JobTotals(0, 0, 0, 0, 0, "", Set.of());

    private static final int NUMBERS = 5;

    static JobTotals of(Result r) {
        String unfinished = r.unfinished();
        return new JobTotals(r.schedules(), r.distinct(), r.threads(), r.points(), r.cutOff(),
                unfinished == null ? "" : unfinished, new LinkedHashSet<>(r.notControlled()));
    }

    JobTotals plus(JobTotals other) {
        Set<String> all = new LinkedHashSet<>(notControlled);
        all.addAll(other.notControlled);
        return new JobTotals(schedules + other.schedules, Math.max(distinct, other.distinct),
                Math.max(threads, other.threads), Math.max(points, other.points),
                cutOff + other.cutOff, unfinished.isEmpty() ? other.unfinished : unfinished, all);
    }

    /** Returns the last line of an exploration in so many processes. */
    String text(int processes) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT,
                "passed: %s in %d processes, at least %,d distinct; %s, %s",
                ExploreSummary.number(schedules, "schedule"), processes, distinct,
                ExploreSummary.number(threads, "goroutine"),
                ExploreSummary.number(points, "scheduling point")));
        ExploreSummary.addLimits(line, cutOff, unfinished, List.copyOf(notControlled));
        return line.toString();
    }

    String json(int processes) {
        JsonWriter json = new JsonWriter().begin('{').name("verdict").text("passed")
                .name("schedules").number(schedules).name("distinct").number(distinct)
                .name("goroutines").number(threads).name("points").number(points)
                .name("cutOff").number(cutOff).name("jobs").number(processes)
                .name("unfinished").text(unfinished).name("notControlled").begin('[');
        notControlled.forEach(json::text);
        return json.end(']').end('}').toString();
    }

    // ---- as a file ------------------------------------------------------------------------------

    static boolean isThere(Path file) {
        return Files.exists(file);
    }

    void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(schedules + " " + distinct + " " + threads + " " + points + " " + cutOff);
        lines.add(unfinished);
        lines.addAll(notControlled);
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            Environment.warn("cannot write " + file + ": " + e.getMessage());
        }
    }

    static JobTotals read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        long[] n = Stream.of(lines.getFirst().split(" ", NUMBERS)).mapToLong(Long::parseLong)
                .toArray();
        return new JobTotals(n[0], n[1], n[2], n[3], n[4], lines.get(1),
                new LinkedHashSet<>(lines.subList(2, lines.size())));
    }
}
