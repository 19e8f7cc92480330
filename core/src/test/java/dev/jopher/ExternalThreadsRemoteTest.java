package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;

import dev.jopher.internal.support.OtherJvm;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from outside by RMI or JMX resume goroutines: no alarm while such a server is open. */
@Timeout(120)
class ExternalThreadsRemoteTest {
    private static final Duration TIME =
            Duration.ofMillis(Integer.getInteger("jopher.test.soak.seconds", 0) * 1000L + 200);

    @ParameterizedTest
    @ValueSource(strings = {"rmi", "jmx"})
    void callsResumeGoroutines(String kind) throws Exception {
        assertThat(OtherJvm.run(Calls.class, List.of(), kind, String.valueOf(TIME.toMillis())))
                .contains("resumed").doesNotContain("deadlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmi", "jmx"})
    void callsResumeGoroutinesOnTheSchedulerOfTheJdk(String kind) throws Exception {
        assertThat(OtherJvm.run(Calls.class, List.of("-Djopher.scheduler=jdk"), kind,
                String.valueOf(TIME.toMillis())))
                .contains("resumed").doesNotContain("deadlock");
    }

    /** What a remote call runs. */
    public interface Job extends Remote {
        void run() throws RemoteException;
    }

    /** The same as a management bean. */
    public interface JobMXBean {
        void run();
    }

    /** The other JVM: a client thread calls the server in it, whose thread runs the task. */
    static final class Calls {
        private static final Queue<Runnable> TASKS = new ConcurrentLinkedQueue<>();
        private static final Job JOB = Calls::runNext;

        private Calls() {}

        private static void runNext() {
            Runnable r = TASKS.poll();
            if (r != null) {
                r.run();
            }
        }

        public static void main(String[] args) throws Exception {
            Remote remote = args[0].equals("rmi") ? UnicastRemoteObject.exportObject(JOB, 0) : null;
            Job call = remote != null ? (Job) remote : jmx();
            Executor client =
                    Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
            Outside outside = new Outside(args[0], r -> {
                TASKS.add(r);
                client.execute(() -> call(call));
            }, () -> {});
            ExternalThreadsTest.handToAndFro(new Outside.Kind(args[0], () -> outside),
                    Duration.ofMillis(Long.parseLong(args[1])));
            IO.println("resumed");
            System.exit(0);
        }

        private static void call(Job job) {
            try {
                job.run();
            } catch (RemoteException e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("BanJNDI") // the address is this process's own
        private static Job jmx() throws Exception {
            var name = new ObjectName("dev.jopher.test:type=Job");
            var beans = ManagementFactory.getPlatformMBeanServer();
            beans.registerMBean((JobMXBean) Calls::runNext, name);
            var server = JMXConnectorServerFactory
                    .newJMXConnectorServer(new JMXServiceURL("service:jmx:rmi://"), null, beans);
            server.start();
            var connection =
                    JMXConnectorFactory.connect(server.getAddress()).getMBeanServerConnection();
            return () -> {
                try {
                    connection.invoke(name, "run", null, null);
                } catch (Exception e) {
                    throw new RemoteException("", e);
                }
            };
        }
    }
}
