package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.jopher.explore.internal.replay.Recording.Block;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A recording as text: each thread with its steps, then the order of the events. Such a schedule
 * can be followed after the program was edited.
 *
 * <pre>
 * jopher schedule 1
 * ends deadlock
 * hash 1f2e3d4c5b6a7988
 * seed 42
 * thread 0 main starts 1: add go wait~1
 * thread 1 main.0 of 0 at 1 starts 1: select=1/3 unlock!
 * order 0*3 1*2 0
 * </pre>
 *
 * <p>After a step stands how often it waited, what chance gave and of how many possibilities, and
 * {@code !} if the run ended before it.
 */
public final class ScheduleFile {
    private static final String FIRST_LINE = "jopher schedule 1";
    private static final int WIDTH = 100;

    private ScheduleFile() {}

    public static String write(Recording r) {
        StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');
        out.append("ends ").append(word(r.verdict())).append('\n');
        out.append("hash ").append(Long.toHexString(r.hash())).append('\n');
        out.append("seed ").append(r.seed()).append('\n');
        for (RecordedThread t : r.threads()) {
            out.append("thread ").append(t.index).append(' ').append(t.path);
            if (t.creator >= 0) {
                out.append(" of ").append(t.creator).append(" at ").append(t.atStep);
            }
            out.append(" starts ").append(t.starts).append(':');
            wrapped(out, t.steps().stream().map(ScheduleFile::text).toList());
        }
        out.append("order");
        wrapped(out, r.blocks().stream().map(b -> b.thread() + (b.length() == 1 ? ""
                : "*" + b.length())).toList());
        return out.toString();
    }

    /** Appends words, and begins a line with a space where the one before is long enough. */
    private static void wrapped(StringBuilder out, List<String> words) {
        int begin = out.lastIndexOf("\n") + 1;
        for (String w : words) {
            if (out.length() - begin + w.length() >= WIDTH) {
                out.append('\n');
                begin = out.length();
            }
            out.append(' ').append(w);
        }
        out.append('\n');
    }

    private static String word(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(Step s) {
        StringBuilder out = new StringBuilder(word(s.op));
        if (s.resumes > 0) {
            out.append('~').append(s.resumes);
        }
        for (int i = 0; i < s.draws().length; i += 2) {
            out.append('=').append(s.draws()[i + 1]).append('/').append(s.draws()[i]);
        }
        return s.passed ? out.toString() : out.append('!').toString();
    }

    /** @throws IllegalArgumentException if the text is not a schedule; the message has the line */
    public static Recording read(String text) {
        return new Reader(text.lines().toList()).read();
    }

    private static final class Reader {
        private static final Map<String, Op> OPS = new HashMap<>();

        static {
            for (Op op : Op.values()) {
                OPS.put(word(op), op);
            }
        }

        private final List<String> lines;
        private int line;
        private Verdict verdict = Verdict.PASSED;
        private long hash;
        private long seed;
        private int[] order = {};
        private final List<RecordedThread> threads = new ArrayList<>();

        Reader(List<String> lines) {
            this.lines = lines;
        }

        Recording read() {
            if (lines.isEmpty() || !lines.getFirst().strip().equals(FIRST_LINE)) {
                throw wrong("it does not begin with \"" + FIRST_LINE + '"', null);
            }
            for (line = 1; line < lines.size(); line++) {
                String all = lines.get(line);
                while (line + 1 < lines.size() && lines.get(line + 1).startsWith(" ")) {
                    all += lines.get(++line);
                }
                if (!all.isBlank()) {
                    try {
                        read(all.strip().split("\\s+"));
                    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                        throw wrong("line " + (line + 1) + " cannot be read", e);
                    }
                }
            }
            if (order.length == 0) {
                throw wrong("its end is missing", null);
            }
            return new Recording(List.copyOf(threads), order, List.of(), verdict, null, null, hash,
                    seed);
        }

        private static IllegalArgumentException wrong(String why, @Nullable Exception cause) {
            return new IllegalArgumentException("not a schedule: " + why, cause);
        }

        private void read(String[] words) {
            switch (words[0]) {
                case "ends" -> verdict = Verdict.valueOf(constant(words[1]));
                case "hash" -> hash = Long.parseUnsignedLong(words[1], 16);
                case "seed" -> seed = Long.parseLong(words[1]);
                case "thread" -> threads.add(thread(words));
                case "order" -> order = order(words);
                default -> throw new IllegalArgumentException(words[0]);
            }
        }

        private static String constant(String word) {
            return word.toUpperCase(Locale.ROOT).replace('-', '_');
        }

        private RecordedThread thread(String[] words) {
            int i = 3;
            int creator = -1;
            int at = 0;
            if (words[i].equals("of")) {
                creator = Integer.parseInt(words[i + 1]);
                at = Integer.parseInt(words[i + 3]);
                i += 4;
            }
            if (Integer.parseInt(words[1]) != threads.size() || creator >= threads.size()) {
                throw new IllegalArgumentException("a thread's number");
            }
            RecordedThread t = new RecordedThread(threads.size(), words[2], creator, at, null);
            t.starts = Integer.parseInt(words[i + 1].replace(":", ""));
            for (i += 2; i < words.length; i++) {
                step(t, words[i]);
            }
            return t;
        }

        private static void step(RecordedThread t, String word) {
            String[] parts = word.split("(?=[~=!])");
            Op op = OPS.get(parts[0]);
            if (op == null) {
                throw new IllegalArgumentException(parts[0]);
            }
            Step s = t.add(new Step(op, t.steps().size()));
            s.passed = true;
            for (String part : Arrays.asList(parts).subList(1, parts.length)) {
                String rest = part.substring(1);
                switch (part.charAt(0)) {
                    case '~' -> s.resumes = Integer.parseInt(rest);
                    case '!' -> s.passed = false;
                    default -> {
                        int slash = rest.indexOf('/');
                        s.draw(Integer.parseInt(rest.substring(slash + 1)),
                                Integer.parseInt(rest.substring(0, slash)));
                    }
                }
            }
        }

        private int[] order(String[] words) {
            Choices.Ints all = new Choices.Ints();
            for (String word : Arrays.asList(words).subList(1, words.length)) {
                int star = word.indexOf('*');
                Block b = new Block(
                        Integer.parseInt(star < 0 ? word : word.substring(0, star)),
                        star < 0 ? 1 : Integer.parseInt(word.substring(star + 1)));
                if (b.thread() < 0 || b.thread() >= threads.size()) {
                    throw new IllegalArgumentException(word);
                }
                for (int i = 0; i < b.length(); i++) {
                    all.add(b.thread());
                }
            }
            return all.toArray();
        }
    }
}
