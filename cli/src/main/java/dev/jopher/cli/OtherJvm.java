package dev.jopher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import org.jspecify.annotations.Nullable;

/** Another JVM on this machine, which is asked for its goroutines by an agent that is loaded into it. */
final class OtherJvm {
    private static final String AGENT = "DumpAgent.class";

    private final String pid;

    OtherJvm(String pid) {
        this.pid = pid;
    }

    /** Whether it has ever made a goroutine. */
    boolean runsJopher() {
        try {
            VirtualMachine vm = attach();
            try {
                return vm.getSystemProperties().containsKey("jopher.scheduler.used");
            } finally {
                vm.detach();
            }
        } catch (IOException e) {
            throw CommandException.usage(because(e));
        }
    }

    /** What {@link DumpAgent} answers to {@code words}; null if that JVM does not run Jopher. */
    @Nullable String ask(List<String> words) {
        try {
            Path answer = Files.createTempFile("jopher", ".dump");
            Path jar = agentJar();
            try {
                load(jar, answer + "\n" + String.join("\n", words));
                String text = Files.readString(answer);
                return text.equals(DumpAgent.NO_JOPHER) ? null : text;
            } finally {
                Files.delete(answer);
                Files.delete(jar);
            }
        } catch (IOException e) {
            throw CommandException.usage(because(e));
        }
    }

    private void load(Path jar, String arguments) throws IOException {
        VirtualMachine vm = attach();
        try {
            vm.loadAgent(jar.toString(), arguments);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw CommandException
                    .usage("process " + pid + " does not let itself be asked: " + e.getMessage());
        } finally {
            vm.detach();
        }
    }

    private VirtualMachine attach() throws IOException {
        try {
            return VirtualMachine.attach(pid);
        } catch (AttachNotSupportedException e) {
            throw new IOException("it is no JVM, or does not let itself be asked", e);
        }
    }

    private String because(IOException e) {
        if (pid.matches("[0-9]+") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            return "no process " + pid;
        }
        String why = e instanceof NoSuchFileException ? "not permitted" : e.getMessage();
        return "cannot ask process " + pid + ": " + why;
    }

    /** A jar of that class alone: the other JVM keeps it on its class path. */
    private static Path agentJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", DumpAgent.class.getName());
        Path jar = Files.createTempFile("jopher", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = OtherJvm.class.getResourceAsStream(AGENT)) {
            if (in == null) {
                throw new IOException("no " + AGENT);
            }
            out.putNextEntry(new JarEntry(DumpAgent.class.getName().replace('.', '/') + ".class"));
            in.transferTo(out);
        }
        return jar;
    }
}
