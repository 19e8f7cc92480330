package dev.jopher.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.jopher.cli.top.Top;
import dev.jopher.cli.top.Watched;
import org.jspecify.annotations.Nullable;

/**
 * {@code jopher top}: a live view of another JVM's goroutines. It connects to this process, which
 * then asks it for one snapshot after another. The agent is loaded once: a JVM keeps each for good.
 */
final class TopCommand {
    static final List<String> FLAGS = List.of("-d", "-n");

    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 3600;
    private static final long MILLIS = 1000;

    /** How often in a second the command checks whether the process has ended. */
    private static final int TRIES = 20;

    private final TargetJvm jvm;
    private final Top.Options options;

    private TopCommand(TargetJvm jvm, Top.Options options) {
        this.jvm = jvm;
        this.options = options;
    }

    static int run(List<String> words) {
        List<String> rest = new ArrayList<>();
        Duration interval = Duration.ofSeconds(1);
        long count = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                rest.add(word);
                continue;
            }
            String flag = word.replaceFirst("^--", "-").replaceFirst("=.*", "");
            if (!FLAGS.contains(flag)) {
                throw CommandException.usage(
                        "unknown flag " + word + "; \"jopher help top\" lists the flags");
            }
            String value = word.contains("=") ? word.substring(word.indexOf('=') + 1)
                    : i + 1 < words.size() ? words.get(++i) : "";
            if (flag.equals("-d")) {
                interval = interval(value);
            } else {
                count = count(value);
            }
        }
        TargetJvm jvm = TargetJvm.of(DumpCommand.process("top", rest));
        return new TopCommand(jvm, new Top.Options(interval, count)).run();
    }

    private static Duration interval(String value) {
        double seconds;
        try {
            seconds = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            seconds = 0;
        }
        if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
            throw CommandException.usage("top: -d takes seconds, from 0.1 to 3600, not '" + value
                    + "'");
        }
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    private static long count(String value) {
        if (!value.matches("0*[1-9][0-9]{0,8}")) {
            throw CommandException.usage("top: -n takes how many snapshots to print, not '" + value
                    + "'");
        }
        return Long.parseLong(value);
    }

    private int run() {
        try (SocketChannel program = connect()) {
            Exception end = Top.run(program, new Watched(jvm.pid(), jvm.program()), options,
                    System.getenv());
            if (end != null) {
                throw CommandException.usage(because(end));
            }
            return Main.EXIT_OK;
        } catch (IOException e) {
            throw CommandException.usage(because(e));
        } catch (InterruptedException e) {
            throw CommandException.usage("top was interrupted");
        }
    }

    /** Lets the program connect to this process. */
    private SocketChannel connect() throws IOException {
        Path directory = Files.createTempDirectory(JvmProcess.temporaryFiles(jvm.pid()), "jopher");
        Path socket = directory.resolve("top");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket), 1);
            JvmProcess.give(socket, jvm.pid());
            JvmProcess.give(directory, jvm.pid());
            String answer = jvm.ask(TopAgent.class, List.of(jvm.asItSees(socket)));
            if (answer.equals(TopAgent.TOO_OLD)) {
                throw CommandException.usage("the Jopher in process " + jvm.pid()
                        + " is older than \"jopher top\"; \"jopher dump " + jvm.pid() + "\" works");
            }
            return server.accept(); // it has connected before it answered
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(directory);
        }
    }

    private String because(@Nullable Exception end) {
        if (end instanceof TimeoutException) {
            return "process " + jvm.pid() + " does not answer";
        }
        if (hasEnded()) {
            return "process " + jvm.pid() + " has ended";
        }
        return "process " + jvm.pid() + " answers no longer: "
                + (end == null ? "" : end.getMessage());
    }

    /** Returns whether the process ends: its connection breaks a moment before that. */
    private boolean hasEnded() {
        try {
            for (int i = 0; i < TRIES; i++) {
                JvmProcess.check(jvm.pid());
                Thread.sleep(MILLIS / TRIES);
            }
            return false;
        } catch (CommandException e) {
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
