package dev.jopher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;

/**
 * What can be known of a process without side effects. Attaching to a JVM begins with a signal,
 * SIGQUIT, and most other programs die of that; a Go program too, which catches it. So the command
 * attaches only to a process that is seen to be a JVM that can answer.
 *
 * <p>On Linux the memory map shows it: the JVM's code is mapped, and its file is in a JDK, whose
 * file "release" has the version. The JVM's own list (the files in /tmp/hsperfdata_*) is not
 * enough. A JVM may have been configured to make none, and a killed JVM leaves its file behind, for
 * a process that gets the same number. On other systems the list is all there is.
 */
final class JvmProcess {
    /** The first version that can run Jopher. */
    private static final int OLDEST = 25;

    private static final Path PROC = Path.of("/proc");
    private static final boolean HAS_PROC = Files.isReadable(PROC.resolve("self/maps"));

    /** A JVM's code: its file, in a line of the maps that may be executed. */
    private static final Pattern LIBRARY = Pattern.compile(
            "\\S+ ..x. \\S+ \\S+ \\S+ +(/.*)/lib/(?:[^/]+/)*libjvm\\.so(?: \\(deleted\\))?");

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+).*");

    private JvmProcess() {}

    /** Returns the processes that can be attached to, as far as they are visible. */
    static List<Long> all() {
        if (!HAS_PROC) {
            return VirtualMachine.list().stream()
                    .map(VirtualMachineDescriptor::id)
                    .map(Long::valueOf)
                    .toList();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes.map(p -> String.valueOf(p.getFileName()))
                    .filter(name -> name.matches("[0-9]+"))
                    .map(Long::valueOf)
                    .filter(JvmProcess::canBeAsked)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean canBeAsked(long pid) {
        try {
            check(pid);
            return true;
        } catch (CommandException e) {
            return false;
        }
    }

    /**
     * Checks that the command may attach to process {@code pid}.
     *
     * @throws CommandException if it is not a JVM, or the command must not attach to it
     */
    static void check(long pid) {
        if (ProcessHandle.of(pid).isEmpty() && !Files.exists(process(pid))) {
            throw CommandException.usage("no process " + pid);
        }
        if (!HAS_PROC) {
            if (!all().contains(pid)) {
                throw CommandException
                        .usage("process " + pid + " is not a JVM that can be attached to");
            }
            return;
        }
        try {
            checkStatus(pid);
            checkVersion(pid, library(pid));
            checkOptions(pid);
        } catch (NoSuchFileException e) {
            throw CommandException.usage("no process " + pid);
        } catch (AccessDeniedException e) {
            throw CommandException.usage("cannot look at process " + pid + ": not permitted");
        } catch (IOException e) {
            throw CommandException
                    .usage("cannot look at process " + pid + ": " + e.getMessage());
        }
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }

    private static void checkStatus(long pid) throws IOException {
        for (String line : Files.readAllLines(process(pid).resolve("status"))) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("Tgid:") && !value.equals(Long.toString(pid))) {
                throw CommandException.usage(pid + " is a thread of process " + value);
            }
            if (line.startsWith("State:") && value.matches("[ZX].*")) {
                throw CommandException.usage("process " + pid + " has ended");
            }
            if (line.startsWith("State:") && value.matches("[Tt].*")) {
                throw CommandException.usage("process " + pid + " is stopped and cannot answer");
            }
        }
    }

    /** Returns the directory of the JDK whose code the process has mapped. */
    private static String library(long pid) throws IOException {
        // A path is bytes; Latin-1 preserves them all.
        List<String> maps =
                Files.readAllLines(process(pid).resolve("maps"), StandardCharsets.ISO_8859_1);
        for (String line : maps) {
            Matcher m = LIBRARY.matcher(line);
            if (m.matches()) {
                if (maps.stream().anyMatch(l -> l.contains("/libj9vm"))) {
                    break; // answers only its own tools
                }
                return new String(m.group(1).getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8);
            }
        }
        throw CommandException.usage("process " + pid + " is no JVM");
    }

    /**
     * Checks the version in the JDK's file. If the JDK has been removed meanwhile, the version is
     * found later, by attaching.
     */
    private static void checkVersion(long pid, String jdk) {
        Path release = process(pid).resolve("root" + jdk).resolve("release");
        try {
            for (String line : Files.readAllLines(release)) {
                Matcher m = VERSION.matcher(line);
                if (m.matches()) {
                    checkVersion(pid, Integer.parseInt(m.group(1)));
                }
            }
        } catch (IOException e) {
            // See above.
        }
    }

    static void checkVersion(long pid, int feature) {
        if (feature < OLDEST) {
            throw CommandException.usage("process " + pid + " runs Java "
                    + (feature == 1 ? "8 or older" : feature) + ", so it cannot run Jopher");
        }
    }

    /**
     * Checks that the JVM allows attaching. A JVM that does not takes the signal for a request to
     * print its threads.
     */
    private static void checkOptions(long pid) throws IOException {
        for (String file : List.of("cmdline", "environ")) {
            String words = Files.readString(process(pid).resolve(file),
                    StandardCharsets.ISO_8859_1);
            if (words.contains("-XX:+DisableAttachMechanism")) {
                throw CommandException.usage("cannot attach to process " + pid
                        + ": it runs with -XX:+DisableAttachMechanism");
            }
        }
    }

    /** Returns whether {@code pid} sees other files than this process, as in a container. */
    static boolean hasFilesOfItsOwn(long pid) {
        try {
            return HAS_PROC && !Files.readSymbolicLink(process(pid).resolve("ns/mnt"))
                    .equals(Files.readSymbolicLink(PROC.resolve("self/ns/mnt")));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns the directory for files that are exchanged with {@code pid}, as this process sees it.
     */
    static Path temporaryFiles(long pid) {
        return hasFilesOfItsOwn(pid)
                ? process(pid).resolve("root/tmp")
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Gives {@code file} to the user that runs {@code pid}. Does nothing if that is the current
     * user.
     */
    static void give(Path file, long pid) throws IOException {
        if (HAS_PROC) {
            Object owner = Files.getAttribute(process(pid), "unix:uid");
            if (!owner.equals(Files.getAttribute(file, "unix:uid"))) {
                Files.setAttribute(file, "unix:uid", owner);
            }
        }
    }
}
