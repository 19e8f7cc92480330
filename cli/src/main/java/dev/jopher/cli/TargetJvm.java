package dev.jopher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import org.jspecify.annotations.Nullable;

/**
 * Another JVM on this machine. The command attaches to it and loads an agent, which returns its
 * goroutines. Before that the command reads its system properties, which loads nothing. They show
 * whether it runs Jopher, and {@code jopher ps} lists it only then.
 */
final class TargetJvm {
    private static final String COMMAND = Main.class.getName();

    /** How long the JDK waits for a JVM to open its socket, and some more. */
    private static final int PATIENCE_SECONDS = 15;

    private final long pid;
    private final String program;

    private TargetJvm(long pid, String program) {
        this.pid = pid;
        this.program = program;
    }

    /**
     * Returns the JVM {@code pid}.
     *
     * @throws CommandException if {@code pid} is not a JVM, or does not run Jopher, or does not
     *         answer
     */
    static TargetJvm of(long pid) {
        JvmProcess.check(pid);
        Properties properties = properties(pid);
        String version = properties.getProperty("java.specification.version", "1");
        JvmProcess.checkVersion(pid, Integer.parseInt(version.replaceFirst("\\..*", "")));
        if (!properties.containsKey("jopher.scheduler.used")) {
            throw CommandException.usage("process " + pid + " does not run Jopher");
        }
        return new TargetJvm(pid, properties.getProperty("sun.java.command", ""));
    }

    /**
     * Reads the system properties on another thread: a JVM that hangs keeps the socket open and
     * sends nothing, and the read cannot be interrupted.
     */
    private static Properties properties(long pid) {
        FutureTask<Properties> question = new FutureTask<>(() -> askForProperties(pid));
        Thread.ofPlatform().daemon().name("jopher-attach").start(question);
        try {
            return question.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException e) {
            throw CommandException.usage("process " + pid + " does not answer");
        } catch (ExecutionException e) {
            throw CommandException.usage(because(pid, e.getCause()));
        }
    }

    private static Properties askForProperties(long pid) throws IOException {
        VirtualMachine vm = attach(pid);
        try {
            return vm.getSystemProperties();
        } finally {
            vm.detach();
        }
    }

    /** Returns what it runs, as the user would name it. */
    String program() {
        return isOurs() ? ("jopher" + program.substring(COMMAND.length())) : program;
    }

    /**
     * Returns whether it was started by the command, and prints no warning when an agent is loaded.
     */
    boolean isOurs() {
        return program.startsWith(COMMAND + " ");
    }

    long pid() {
        return pid;
    }

    /** Returns the answer of {@link DumpAgent} to {@code words}. */
    String ask(List<String> words) {
        return ask(DumpAgent.class, words);
    }

    /**
     * Returns the answer of {@code agent}, a class that refers to no other of the command, to
     * {@code words}.
     */
    String ask(Class<?> agent, List<String> words) {
        try {
            Path directory = JvmProcess.temporaryFiles(pid);
            Path answer = Files.createTempFile(directory, "jopher", ".dump");
            Path jar = Files.createTempFile(directory, "jopher", ".jar");
            try {
                writeAgent(agent, jar);
                JvmProcess.give(jar, pid);
                JvmProcess.give(answer, pid);
                load(jar, asItSees(answer) + "\n" + String.join("\n", words));
                String text = Files.readString(answer);
                if (text.equals(DumpAgent.NO_JOPHER)) {
                    throw CommandException.usage("process " + pid + " does not run Jopher");
                }
                return text;
            } finally {
                Files.delete(answer);
                Files.delete(jar);
            }
        } catch (IOException e) {
            throw CommandException.usage(because(pid, e));
        }
    }

    /** Returns a new file that it can write. */
    Path newFile(String suffix) {
        try {
            Path file = Files.createTempFile(JvmProcess.temporaryFiles(pid), "jopher", suffix);
            JvmProcess.give(file, pid);
            return file;
        } catch (IOException e) {
            throw CommandException.usage(because(pid, e));
        }
    }

    /**
     * Returns the path by which the process finds {@code file}, which is in its folder of temporary
     * files.
     */
    String asItSees(Path file) {
        Path temporary = JvmProcess.temporaryFiles(pid);
        return JvmProcess.hasFilesOfItsOwn(pid) ? "/tmp/" + temporary.relativize(file)
                : file.toString();
    }

    private void load(Path jar, String arguments) throws IOException {
        VirtualMachine vm = attach(pid);
        try {
            vm.loadAgent(asItSees(jar), arguments);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw CommandException
                    .usage("cannot attach to process " + pid + ": " + e.getMessage());
        } finally {
            vm.detach();
        }
    }

    private static VirtualMachine attach(long pid) throws IOException {
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach: " + e.getMessage(), e);
        }
    }

    private static String because(long pid, @Nullable Throwable e) {
        if (ProcessHandle.of(pid).isEmpty()) {
            return "no process " + pid;
        }
        String why = e instanceof NoSuchFileException || e == null
                ? "not permitted"
                : e.getMessage();
        return "cannot ask process " + pid + ": " + why;
    }

    /** Writes a jar with that class alone: the other JVM keeps it on its class path. */
    private static void writeAgent(Class<?> agent, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", agent.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = agent.getResourceAsStream(agent.getSimpleName() + ".class")) {
            if (in == null) {
                throw new IOException("no class file of " + agent.getName());
            }
            out.putNextEntry(new JarEntry(agent.getName().replace('.', '/') + ".class"));
            in.transferTo(out);
        }
    }
}
