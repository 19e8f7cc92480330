package dev.jopher.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * {@code System.out} or {@code System.err} of a controlled program. It has no lock, because one
 * thread runs at a time: printing neither orders threads nor is a point where another one may
 * continue. So a schedule is the same with output and without.
 */
final class ProgramOutput extends PrintStream {
    private final boolean isShown;
    private final String lineEnd = System.lineSeparator();

    /** @param target where the output goes; null if it is discarded */
    ProgramOutput(@Nullable OutputStream target) {
        super(target == null ? OutputStream.nullOutputStream() : target);
        isShown = target != null;
    }

    private void text(@Nullable String s) {
        if (isShown) {
            bytes(String.valueOf(s).getBytes(charset()));
        }
    }

    private void bytes(byte[] all) {
        try {
            out.write(all);
            out.flush();
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buf, int from, int length) {
        Objects.checkFromIndexSize(from, length, buf.length);
        if (isShown) {
            try {
                out.write(buf, from, length);
                out.flush();
            } catch (IOException e) {
                setError();
            }
        }
    }

    @Override
    public void write(byte[] all) {
        write(all, 0, all.length);
    }

    @Override
    public void writeBytes(byte[] all) {
        write(all, 0, all.length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public boolean checkError() {
        return false;
    }

    @Override
    public void print(boolean b) {
        text(String.valueOf(b));
    }

    @Override
    public void print(char c) {
        text(String.valueOf(c));
    }

    @Override
    public void print(int i) {
        text(String.valueOf(i));
    }

    @Override
    public void print(long l) {
        text(String.valueOf(l));
    }

    @Override
    public void print(float f) {
        text(String.valueOf(f));
    }

    @Override
    public void print(double d) {
        text(String.valueOf(d));
    }

    @Override
    public void print(char[] s) {
        text(String.valueOf(s));
    }

    @Override
    public void print(@Nullable String s) {
        text(s);
    }

    /** Calls its {@code toString} even if the output is discarded: that may do something. */
    @Override
    public void print(@Nullable Object o) {
        text(String.valueOf(o));
    }

    @Override
    public void println() {
        text(lineEnd);
    }

    @Override
    public void println(boolean b) {
        text(b + lineEnd);
    }

    @Override
    public void println(char c) {
        text(c + lineEnd);
    }

    @Override
    public void println(int i) {
        text(i + lineEnd);
    }

    @Override
    public void println(long l) {
        text(l + lineEnd);
    }

    @Override
    public void println(float f) {
        text(f + lineEnd);
    }

    @Override
    public void println(double d) {
        text(d + lineEnd);
    }

    @Override
    public void println(char[] s) {
        text(String.valueOf(s) + lineEnd);
    }

    @Override
    public void println(@Nullable String s) {
        text(s + lineEnd);
    }

    @Override
    public void println(@Nullable Object o) {
        text(o + lineEnd);
    }

    @Override
    public PrintStream format(String format, @Nullable Object... args) {
        text(String.format(Locale.getDefault(Locale.Category.FORMAT), format, args));
        return this;
    }

    @Override
    public PrintStream format(@Nullable Locale l, String format, @Nullable Object... args) {
        text(String.format(l, format, args));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence s) {
        text(String.valueOf(s));
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence s, int from, int to) {
        text(String.valueOf(s).substring(from, to));
        return this;
    }

    @Override
    public PrintStream append(char c) {
        text(String.valueOf(c));
        return this;
    }
}
