package dev.jopher.explore.internal.replay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Verdict;

/**
 * A schedule in some letters, for a mail or an issue: what differs from the simplest choices, how
 * the run ends, and a part of its hash, by which a repetition that takes another way is seen.
 *
 * @param untilQuiet whether the run continues after main has returned
 * @param maxSteps after so many steps the run is over
 * @param hash of the run, the lower half
 * @param usesNumbers whether Java's own chance comes from the seed in this run: random numbers,
 *     hash codes, waits that end without a reason
 */
public record Token(Choices choices, Verdict verdict, boolean untilQuiet, int maxSteps, int hash,
        long seed, boolean usesNumbers) {
    private static final String PREFIX = "x1";
    private static final String WRONG = "not a schedule's token: ";
    private static final int UNTIL_QUIET = 16;
    private static final int SEEDED = 32;
    private static final int USES_NUMBERS = 64;
    private static final int VERDICTS = 15;

    /** Indexes below fit into the byte of the distance. */
    private static final int SHORT_INDEX = 3;

    private static final int CHECK_BYTES = 2;
    private static final int BYTE = 0xFF;
    private static final int CONTINUES = 0x80;
    private static final int BITS = 7;

    /** Returns the token of a recorded run, whose choices were logged. */
    public static Token of(Program p, Program.Run run, Recording r, ChoiceLog log) {
        return new Token(log.choices(), r.verdict(), p.untilQuiet(), p.maxSteps(), (int) r.hash(),
                r.seed(), run.world().java.usesNumbers());
    }

    @Override
    public String toString() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean isSeeded = isSeeded();
        out.write(verdict.ordinal() | (untilQuiet ? UNTIL_QUIET : 0) | (isSeeded ? SEEDED : 0)
                | (usesNumbers ? USES_NUMBERS : 0));
        number(out, maxSteps);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(hash).array());
        number(out, choices.at().length);
        int before = -1;
        for (int i = 0; i < choices.at().length; i++) {
            int distance = choices.at()[i] - before - 1;
            int index = choices.index()[i];
            number(out, distance << 2 | Math.min(index, SHORT_INDEX));
            if (index >= SHORT_INDEX) {
                number(out, index - SHORT_INDEX);
            }
            before = choices.at()[i];
        }
        if (isSeeded) {
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        } else {
            number(out, choices.results().length);
            for (int result : choices.results()) {
                number(out, result);
            }
            if (usesNumbers) {
                out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            }
        }
        int check = check(out.toByteArray(), out.size());
        out.write(check >> Byte.SIZE);
        out.write(check);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /** Returns whether the seed is a shorter way to say what chance gave. */
    private boolean isSeeded() {
        if (choices.results().length <= Long.BYTES) {
            return false;
        }
        SplitMix numbers = new SplitMix(SplitMix.mix(seed, 1));
        for (int i = 0; i < choices.results().length; i++) {
            if (numbers.next(choices.bounds()[i]) != choices.results()[i]) {
                return false;
            }
        }
        return true;
    }

    private static void number(ByteArrayOutputStream out, int n) {
        int rest = n;
        while ((rest & -CONTINUES) != 0) {
            out.write(rest | CONTINUES);
            rest >>>= BITS;
        }
        out.write(rest);
    }

    private static int check(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue() & 0xFFFF;
    }

    /** @throws IllegalArgumentException if the text is not a token, or a part of it is missing */
    public static Token parse(String text) {
        String t = text.strip();
        if (!t.startsWith(PREFIX)) {
            throw new IllegalArgumentException(WRONG + (t.matches("x\\d.*")
                    ? "it is of another version of Jopher"
                    : "it does not begin with " + PREFIX));
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(t.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(WRONG + "it contains other characters than letters,"
                    + " digits, - and _, or its end is missing", e);
        }
        int length = bytes.length - CHECK_BYTES;
        if (length < 1 || check(bytes, length) != ((bytes[length] & BYTE) << Byte.SIZE
                | bytes[length + 1] & BYTE)) {
            throw new IllegalArgumentException(
                    WRONG + "it is damaged, or a part of it is missing (its checksum is wrong)");
        }
        return new Reader(ByteBuffer.wrap(bytes, 0, length)).read();
    }

    private record Reader(ByteBuffer in) {
        Token read() {
            int flags = in.get();
            int maxSteps = number();
            int hash = in.getInt();
            int[] at = new int[number()];
            int[] index = new int[at.length];
            int before = -1;
            for (int i = 0; i < at.length; i++) {
                int n = number();
                at[i] = before + 1 + (n >>> 2);
                index[i] =
                        (n & SHORT_INDEX) == SHORT_INDEX ? SHORT_INDEX + number() : n & SHORT_INDEX;
                before = at[i];
            }
            boolean isSeeded = (flags & SEEDED) != 0;
            long seed = isSeeded ? in.getLong() : 0;
            int[] results = new int[isSeeded ? 0 : number()];
            Arrays.setAll(results, i -> number());
            boolean usesNumbers = (flags & USES_NUMBERS) != 0;
            if (usesNumbers && !isSeeded) {
                seed = in.getLong();
            }
            return new Token(new Choices(at, index, new int[results.length], results),
                    Verdict.values()[flags & VERDICTS], (flags & UNTIL_QUIET) != 0, maxSteps, hash,
                    seed, usesNumbers);
        }

        private int number() {
            int n = 0;
            for (int shift = 0;; shift += BITS) {
                byte b = in.get();
                n |= (b & CONTINUES - 1) << shift;
                if (b >= 0) {
                    return n;
                }
            }
        }
    }
}
