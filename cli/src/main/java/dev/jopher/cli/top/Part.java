package dev.jopher.cli.top;

import java.util.ArrayList;
import java.util.List;

/**
 * Goroutines in the same state at the same place, created at the same line.
 *
 * @param count how many
 * @param estimated whether that is an estimate from samples
 * @param state in Go's words
 * @param leastMillis how long they wait at least; -1 if that is not known
 * @param on what they wait on; empty if that is nothing or not known
 * @param severalTargets whether some wait on something else
 * @param labels what the program has said about them; empty if nothing
 * @param ids the numbers of the first
 * @param madeAt the line that created them; empty for main, and if it is not known
 * @param frames innermost first
 */
record Part(long count, boolean estimated, String state, long leastMillis, long mostMillis,
        String on, boolean severalTargets, String labels, String ids, boolean isMain,
        boolean abandoned,
        String madeBy, String madeAt, List<Frame> frames) {

    /** What a goroutine does. */
    enum Kind {
        RUNS,
        IS_READY,
        WAITS
    }

    /** A call on the stack. */
    record Frame(String function, String at, boolean isUsers) {
        static Frame of(Line line) {
            return new Frame(line.text("function"), line.text("at"), line.number("user") == 1);
        }
    }

    /** @param line to which the caller adds frames */
    static Part of(Line line) {
        return new Part(line.number("count"), line.has("estimated"), line.text("state"),
                line.number("least", -1), line.number("most", -1), line.text("on"),
                line.has("several"), line.text("labels"), line.text("ids"), line.has("main"),
                line.has("abandoned"), line.text("madeBy"), line.text("madeAt"), new ArrayList<>());
    }

    Kind kind() {
        return switch (state) {
            case "running", "syscall" -> Kind.RUNS;
            case "runnable" -> Kind.IS_READY;
            default -> Kind.WAITS;
        };
    }

    /** Returns {@link #count} if they are of that kind, else 0. */
    long count(Kind of) {
        return kind() == of ? count : 0;
    }

    /** Returns the line that created them, in words if it is not known. */
    Place created() {
        if (isMain) {
            return new Place("main", "");
        }
        return madeAt.isEmpty() ? Place.UNKNOWN : new Place(madeAt, madeBy);
    }

    /** Returns where they are: the innermost line of the user's, else the innermost call. */
    Place current() {
        if (frames.isEmpty()) {
            return created();
        }
        Frame frame = frames.stream().filter(Frame::isUsers).findFirst().orElse(frames.getFirst());
        return new Place(frame.at, frame.function);
    }

    /** A line of code, and the function that it is in. */
    record Place(String at, String function) {
        static final Place UNKNOWN = new Place("(unknown)", "");

        /** Returns both if there is room. */
        String text(boolean withFunction) {
            return withFunction && !function.isEmpty() ? at + " " + function : at;
        }
    }
}
