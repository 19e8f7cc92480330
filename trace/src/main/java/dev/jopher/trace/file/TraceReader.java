package dev.jopher.trace.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.RecordingBuilder;

/** Reads a trace file into a {@link Recording}. */
public final class TraceReader {
    private static final String NO_END =
            "the file has no end: the program was killed, or it is recorded still";

    /** A larger number is an error in the file. */
    private static final int MOST_PROCESSORS = 32_767;

    private final byte[] file;
    private final RecordingBuilder to = Recording.builder();
    private final Definitions definitions = new Definitions(to);
    private final Things things = new Things(to);
    private final List<Cursor.Part> parts = new ArrayList<>();
    private final List<Bytes> snapshots = new ArrayList<>();
    private Map<String, String> info = Map.of();
    private long end = -1;
    private long lost;

    /** The time of the first event. */
    private long first = Long.MAX_VALUE;

    private String incomplete = "";

    private TraceReader(byte[] file) {
        this.file = file;
    }

    /**
     * Reads a file. If its end is missing, the recording has what is complete, and says so.
     * @throws TraceFormatException if it is no trace file, or of another version
     * @throws IOException if it cannot be read
     */
    public static Recording read(Path path) throws IOException {
        if (Files.size(path) > Integer.MAX_VALUE - 8) {
            throw new TraceFormatException(
                    path + " has more than 2 GiB; record for a shorter time");
        }
        return read(Files.readAllBytes(path), path.toString());
    }

    /** Reads a file's bytes; {@code name} is for messages. */
    static Recording read(byte[] file, String name) throws IOException {
        int head = Format.MAGIC.length + 1;
        if (file.length < head || !startsWithMagic(file)) {
            throw new TraceFormatException(name + " is no trace file of Jopher");
        }
        int version = file[head - 1];
        if (version != Format.VERSION) {
            throw new TraceFormatException(name + " has version " + version
                    + " of the format; this Jopher reads version " + Format.VERSION);
        }
        TraceReader reader = new TraceReader(file);
        try {
            reader.chunks(head);
            return reader.recording();
        } catch (RuntimeException e) { // nothing of it makes sense
            throw new TraceFormatException(name + " is damaged");
        }
    }

    private static boolean startsWithMagic(byte[] file) {
        for (int i = 0; i < Format.MAGIC.length; i++) {
            if (file[i] != Format.MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private void chunks(int from) {
        Bytes in = new Bytes(file, from, file.length);
        try {
            while (!in.isEmpty()) {
                int kind = in.index();
                int length = in.index();
                int until = (int) Math.min((long) in.at + length, in.end);
                if (until - in.at < length) {
                    incomplete = NO_END;
                }
                chunk(kind, new Bytes(file, in.at, until));
                in.at = until;
            }
        } catch (Bytes.Truncated e) {
            incomplete = NO_END;
        }
        if (end < 0) {
            incomplete = NO_END;
        }
    }

    private void chunk(int kind, Bytes in) {
        switch (kind) {
            case Format.INFO -> info(in);
            case Format.STRINGS -> definitions.strings(in);
            case Format.PLACES -> definitions.places(in);
            case Format.STACKS -> definitions.stacks(in);
            case Format.GOROUTINES -> snapshots.add(in);
            case Format.EVENTS -> {
                int buffer = in.index();
                int block = in.index();
                int processor = in.index() - 1;
                if (processor > MOST_PROCESSORS) {
                    throw new Bytes.Truncated();
                }
                parts.add(new Cursor.Part(buffer, block, processor, in.at, in.end));
            }
            case Format.END -> {
                end = in.number();
                lost = in.number();
            }
            default -> {} // of a later version
        }
    }

    private void info(Bytes in) {
        Map<String, String> all = new HashMap<>();
        for (int n = in.index(); n > 0; n--) {
            String name = in.text();
            all.put(name, in.text());
        }
        info = all;
    }

    private Recording recording() {
        List<Cursor> cursors = cursors();
        describeThings();
        long start = from();
        List<String> reasons = List.of(info.getOrDefault("reasons", "").split("\n"));
        Lives lives = new Lives(to, definitions, things, reasons, start);
        List<Bytes> atStart = snapshots.stream().filter(s -> peek(s) <= first).toList();
        atStart.forEach(s -> existing(s, lives, reasons));
        new Merge(cursors).run(lives);
        snapshots.stream().filter(s -> !atStart.contains(s)) // of a ring, from its end
                .forEach(s -> existing(s, lives, reasons));
        long duration = Math.max(lives.latest(), end < 0 ? 0 : end - start);
        lives.finish(duration);
        header(start, duration);
        return to.build();
    }

    /** Returns from which time on the file has everything. A ring has dropped what was before. */
    private long from() {
        String from = info.getOrDefault("from", "");
        return from.matches("[0-9]{1,18}") ? Long.parseLong(from) : 0;
    }

    private static long peek(Bytes in) {
        try {
            return new Bytes(in.all, in.at, in.end).number();
        } catch (Bytes.Truncated e) {
            return 0;
        }
    }

    private void header(long start, long duration) {
        Instant started;
        try {
            started = Instant.parse(info.getOrDefault("started", "")).plusNanos(start);
        } catch (DateTimeException e) {
            started = Instant.EPOCH;
        }
        String processors = info.getOrDefault("processors", "");
        to.program(info.getOrDefault("program", "")).started(started).duration(duration)
                .processors(processors.matches("[0-9]{1,5}") ? Integer.parseInt(processors) : 1)
                .incomplete(incomplete).lost(lost);
    }

    private List<Cursor> cursors() {
        parts.sort(Comparator.comparingInt(Cursor.Part::buffer)
                .thenComparingInt(Cursor.Part::block)); // stable: parts of a block stay in order
        List<Cursor> all = new ArrayList<>();
        for (int from = 0, i = 1; i <= parts.size(); i++) {
            if (i == parts.size() || parts.get(i).buffer() != parts.get(from).buffer()) {
                all.add(new Cursor(file, parts.get(from).processor(),
                        List.copyOf(parts.subList(from, i))));
                from = i;
            }
        }
        return all;
    }

    /** Collects what the objects are, and the time of the first event. */
    private void describeThings() {
        for (Cursor c : cursors()) {
            while (c.advance()) {
                first = Math.min(first, c.time);
                if (c.type == Format.MADE) {
                    things.made(c.a, definitions.firstFrame(c.b));
                } else if (c.type == Format.OBJECT) {
                    things.describe(c.a, definitions.text(c.b), (int) c.c - 1);
                }
            }
        }
    }

    private void existing(Bytes snapshot, Lives lives, List<String> reasons) {
        Bytes in = new Bytes(snapshot.all, snapshot.at, snapshot.end);
        try {
            long unused = in.number();
            for (int n = in.index(); n > 0; n--) {
                long id = Format.unzigzag(in.number());
                long creator = Format.unzigzag(in.number());
                int place = definitions.place(in.number());
                int name = definitions.string(in.number());
                int labels = definitions.string(in.number());
                int reason = in.index() - 1;
                long object = in.number();
                String type = definitions.text(in.number());
                if (object != 0) {
                    things.describe(object, type, -1);
                }
                String why = reason >= 0 && reason < reasons.size() ? reasons.get(reason) : "";
                lives.existing(id, creator, place, name, labels,
                        why.isEmpty() ? -1 : to.reason(why), things.of(object, why));
            }
        } catch (Bytes.Truncated e) {
            incomplete = NO_END;
        }
    }
}
