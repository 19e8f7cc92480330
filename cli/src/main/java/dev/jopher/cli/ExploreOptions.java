package dev.jopher.cli;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@code jopher explore} is asked to do.
 *
 * @param schedules how many are tried at most
 * @param time how long it may take
 * @param seed decides which schedules are tried
 * @param strategy the name of one; empty for the default
 * @param jobs how many JVMs work at the same time
 * @param leaks whether goroutines that main leaves behind are a failure
 * @param race whether each schedule is checked for data races
 * @param html the file for a page with all steps; null for none
 * @param output the file for the schedule that has failed; null for none
 * @param json whether the report is JSON
 */
record ExploreOptions(
        ProgramWords words,
        int schedules,
        Duration time,
        long seed,
        String strategy,
        int jobs,
        boolean leaks,
        boolean race,
        @Nullable String html,
        @Nullable String output,
        boolean json) {

    private static final int SCHEDULES = 1_000;
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final long SEED = 1;
    private static final int MOST_JOBS = 1_000;

    static ExploreOptions of(List<String> all) {
        ProgramWords words = ProgramWords.of(OwnFlags.EXPLORE, all, ExploreOptions::check);
        String schedules = words.value("-schedules");
        String time = words.value("-time");
        String seed = words.value("-seed");
        String strategy = words.value("-strategy");
        String jobs = words.value("-jobs");
        return new ExploreOptions(words,
                schedules == null ? SCHEDULES : number("-schedules", schedules),
                time == null ? TIME : duration(time),
                seed == null ? SEED : seed(seed),
                strategy == null ? "" : strategy,
                jobs == null ? 1 : number("-jobs", jobs),
                words.has("-leaks"), !"off".equals(words.value(OwnFlags.RACE)),
                words.value("-html"), words.value("-o"), words.has("-json"));
    }

    private static void check(RunFlag flag) {
        switch (flag.name()) {
            case "-schedules", "-jobs" -> number(flag.name(), flag.text());
            case "-time" -> duration(flag.text());
            case "-seed" -> seed(flag.text());
            default -> {}
        }
    }

    private static int number(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")
                || name.equals("-jobs") && Integer.parseInt(text) > MOST_JOBS) {
            throw CommandException.usage(name + " must be a positive number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw CommandException.usage("-seed must be a number, not '" + text + "'");
        }
    }

    /** Reads a time as Go writes it: a number and a unit. */
    private static Duration duration(String text) {
        String number = text.replaceFirst("(ms|s|m|h)$", "");
        if (!number.matches("[1-9][0-9]{0,8}") || number.length() == text.length()) {
            throw CommandException
                    .usage("-time must be a number with ms, s, m or h, not '" + text + "'");
        }
        long n = Long.parseLong(number);
        return switch (text.substring(number.length())) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            default -> Duration.ofHours(n);
        };
    }
}
