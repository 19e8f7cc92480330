package dev.jopher.cli.top;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * The terminal of the process, by the commands that all of them have understood for decades, and
 * by {@code stty}. A library for this would be larger than the whole command, and load native code.
 *
 * <p>The invariant: whatever ends the process restores the terminal, except SIGKILL. A return and
 * an exception do so by {@link #close}; Ctrl-C, SIGTERM and SIGHUP by the JVM's shutdown hook.
 * Ctrl-Z and Ctrl-\ are turned off: the first would leave a shell with this terminal, the second
 * would print the JVM's threads on it.
 */
final class UnixTerminal implements Terminal {
    private static final File DEVICE = new File("/dev/tty");
    private static final Size USUAL = new Size(80, 24);

    private static final String ESCAPE = "\033[";

    /** The alternate screen, no cursor, and no new line after a full one. */
    private static final String BEGIN = ESCAPE + "?1049h" + ESCAPE + "?25l" + ESCAPE + "?7l";
    private static final String END = ESCAPE + "?7h" + ESCAPE + "?25h" + ESCAPE + "?1049l";
    private static final String TOP_LEFT = ESCAPE + "H";
    private static final String CLEAR_LINE = ESCAPE + "K";

    private final String before;
    private final InputStream keys = new FileInputStream(FileDescriptor.in);
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Charset charset = System.out.charset();
    private final Thread hook = new Thread(this::restore, "jopher-top-restore");
    private boolean closed;

    private UnixTerminal(String before) {
        this.before = before;
    }

    /** Returns the terminal; null if there is none that can be drawn on. */
    static @Nullable UnixTerminal open(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "");
        if (type.isEmpty() || type.equals("dumb") || System.console() == null
                || !System.console().isTerminal() || !DEVICE.exists()) {
            return null;
        }
        try {
            UnixTerminal terminal = new UnixTerminal(stty("-g").strip());
            Runtime.getRuntime().addShutdownHook(terminal.hook);
            try {
                stty("-icanon", "-echo", "-ixon", "min", "1", "susp", "undef", "quit", "undef");
                terminal.write(BEGIN);
            } catch (IOException e) {
                terminal.close();
                return null;
            }
            return terminal;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Size size() {
        try {
            String[] numbers = stty("size").strip().split(" ");
            int height = Integer.parseInt(numbers[0]);
            int width = Integer.parseInt(numbers[1]);
            return width > 0 && height > 0 ? new Size(width, height) : USUAL;
        } catch (IOException | RuntimeException e) {
            return USUAL;
        }
    }

    @Override
    public InputStream keys() {
        return keys;
    }

    @Override
    public void onResize(Runnable action) {
        Signal.handle(new Signal("WINCH"), s -> action.run());
    }

    @Override
    public synchronized void draw(List<Styled> lines) {
        if (closed) {
            return;
        }
        StringBuilder text = new StringBuilder(TOP_LEFT);
        for (int i = 0; i < lines.size(); i++) {
            Styled line = lines.get(i);
            text.append(i == 0 ? "" : "\r\n");
            if (line.style() == Styled.Style.PLAIN) {
                text.append(line.text());
            } else {
                text.append(ESCAPE).append(line.style().code).append('m').append(line.text())
                        .append(ESCAPE).append('m');
            }
            text.append(CLEAR_LINE);
        }
        try {
            write(text.toString());
        } catch (IOException e) {
            // The terminal is gone, and SIGHUP is on its way.
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    private synchronized void restore() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            write(END);
            stty(before);
        } catch (IOException e) {
            // The terminal is gone.
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(charset));
    }

    private static String stty(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(words));
        Process p = new ProcessBuilder(command).redirectInput(DEVICE)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (InputStream in = p.getInputStream()) {
            in.transferTo(printed);
        }
        try {
            if (p.waitFor() != 0) {
                throw new IOException("stty " + String.join(" ", words) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return printed.toString(StandardCharsets.US_ASCII);
    }
}
