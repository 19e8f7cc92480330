package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.maxProcs;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dumps without a pause, by a thread and a goroutine, while a {@link SchedulerStress} has
 * goroutines start, block, run, end. Checks each line; the JVM must not crash, no goroutine notice.
 *
 * <p>As a program, {@code DumpStress procs dumps}, needs only the JDK; 100,000 take some minutes.
 */
public final class DumpStress {
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final DumpOption[][] OPTIONS = {{}, {DumpOption.UNFOLDED},
        {DumpOption.ALL_FRAMES}, {DumpOption.JSON}};

    private static final Pattern HEADER = Pattern.compile("(?:goroutine (?<id>\\d+)|(?:about )?"
            + "\\d+ goroutines|thread \".*\") \\[[\\w. ()]+(?:, \\d+ minutes)?(?:, abandoned)?\\]"
            + "(?: \\{.*\\}(?: and other labels)?)?:");
    private static final Pattern FACT =
            Pattern.compile("\t(?:goroutines \\d+(?:, \\d+)*(?:, \\.\\.\\.)?"
                    + "|named \".*\"(?: and so on)?|in .+|waiting(?: for .+| on .+)+)");
    private static final Pattern CALL = Pattern.compile("(?:created by )?\\S+\\(\\.\\.\\.\\)"
            + "|created by \\S+(?: in goroutine \\d+(?: and others)?)?");
    private static final Pattern POSITION = Pattern.compile("\t\\S.*");

    private final long wanted;
    private final AtomicLong dumps = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile Optional<Throwable> failure = Optional.empty();

    DumpStress(long wanted) {
        this.wanted = wanted;
    }

    public static void main(String[] args) throws Exception {
        maxProcs(Integer.parseInt(args[0]));
        var stress = new DumpStress(Long.parseLong(args[1]));
        stress.run();
        System.out.println(stress);
    }

    /** Until there were as many dumps as are wanted; throws what went wrong. */
    void run() throws IOException, InterruptedException {
        Thread thread = Thread.ofPlatform().daemon().start(this::dumpOn);
        var ended = new Channel<Unit>();
        go(() -> {
            dumpOn();
            ended.close();
        });
        while (!isOver()) {
            new SchedulerStress(System.nanoTime()).run(ROUND);
        }
        thread.join();
        ended.receive();
        if (failure.isPresent()) {
            throw new AssertionError(failure.get());
        }
    }

    private boolean isOver() {
        return dumps.get() >= wanted || failure.isPresent();
    }

    private void dumpOn() {
        try {
            while (!isOver()) {
                DumpOption[] options = OPTIONS[(int) (dumps.getAndIncrement() % OPTIONS.length)];
                String dump = Go.dump(options);
                longest.accumulateAndGet(dump.length(), Math::max);
                check(dump);
            }
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
    }

    // ---- what a dump looks like -----------------------------------------------------------------

    static void check(String dump) {
        if (dump.startsWith("{")) {
            checkJson(dump);
            return;
        }
        Set<String> ids = new HashSet<>();
        for (String entry : dump.isEmpty() ? new String[0] : dump.split("\n\n")) {
            Matcher header = checkEntry(entry, dump);
            String id = header.group("id");
            if (id != null && !ids.add(id)) {
                throw new AssertionError("goroutine " + id + " is there twice:\n" + dump);
            }
        }
    }

    private static Matcher checkEntry(String entry, String dump) {
        String[] lines = entry.split("\n");
        Matcher header = HEADER.matcher(lines[0]);
        boolean good = header.matches();
        int i = 1;
        while (i < lines.length && FACT.matcher(lines[i]).matches()) {
            i++;
        }
        for (; i < lines.length; i += 2) {
            good &= i + 1 < lines.length && CALL.matcher(lines[i]).matches()
                    && POSITION.matcher(lines[i + 1]).matches();
        }
        if (!good) {
            throw new AssertionError("entry:\n" + entry + "\nof dump:\n" + dump);
        }
        return header;
    }

    /** Brackets are closed in their order, quotes as well. */
    private static void checkJson(String dump) {
        var open = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < dump.length(); i++) {
            char c = dump.charAt(i);
            if (inString) {
                i += c == '\\' ? 1 : 0;
                inString = c != '"';
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                open.append((char) (c + 2));
            } else if (c == '}' || c == ']') {
                int last = open.length() - 1;
                if (last < 0 || open.charAt(last) != c) {
                    throw new AssertionError(c + " at " + i + ": " + dump);
                }
                open.setLength(last);
            }
        }
        if (!open.isEmpty() || inString || !dump.endsWith("]}\n")) {
            throw new AssertionError("not at its end: " + dump);
        }
    }

    @Override
    public String toString() {
        return dumps + " dumps, of at most " + longest + " characters";
    }
}
