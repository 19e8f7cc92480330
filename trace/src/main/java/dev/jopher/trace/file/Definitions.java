package dev.jopher.trace.file;

import java.util.HashMap;
import java.util.Map;

import dev.jopher.trace.model.RecordingBuilder;

/** The strings, lines and stacks of a file, by its numbers. */
final class Definitions {
    private static final int NONE = -1;

    private final RecordingBuilder to;
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Integer, Integer> strings = new HashMap<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, Integer> stacks = new HashMap<>();
    private final Map<Integer, Integer> firstFrames = new HashMap<>();

    Definitions(RecordingBuilder to) {
        this.to = to;
    }

    void strings(Bytes in) {
        for (int n = in.index(); n > 0; n--) {
            int number = in.index();
            String text = in.text();
            texts.put(number, text);
            strings.put(number, to.string(text));
        }
    }

    void places(Bytes in) {
        for (int n = in.index(); n > 0; n--) {
            int number = in.index();
            places.put(number, frame(in));
        }
    }

    void stacks(Bytes in) {
        for (int n = in.index(); n > 0; n--) {
            int number = in.index();
            int depth = in.index();
            if (depth > in.end - in.at) {
                throw new Bytes.Truncated();
            }
            int[] frames = new int[depth];
            for (int i = 0; i < depth; i++) {
                frames[i] = frame(in);
            }
            if (depth > 0) {
                firstFrames.put(number, frames[0]);
            }
            stacks.put(number, depth == 0 ? NONE : to.stack(frames));
        }
    }

    private int frame(Bytes in) {
        String function = in.text();
        String file = in.text();
        return to.frame(function, file, in.index());
    }

    /** Returns the text of a string; empty for none. */
    String text(long number) {
        return texts.getOrDefault((int) number, "");
    }

    int string(long number) {
        return strings.getOrDefault((int) number, NONE);
    }

    int place(long number) {
        return places.getOrDefault((int) number, NONE);
    }

    /** Returns the innermost frame of a stack. */
    int firstFrame(long number) {
        return firstFrames.getOrDefault((int) number, NONE);
    }

    int stack(long number) {
        return stacks.getOrDefault((int) number, NONE);
    }
}
