package dev.jopher.internal.outside;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.jopher.internal.report.Frames;

/**
 * Threads of test frameworks, build tools and IDEs that host a program. They supervise it, and wake
 * none of its goroutines. If they counted, no test with a time limit would ever see a deadlock.
 */
final class HostThreads {
    /**
     * Test frameworks. While their code waits, a test runs elsewhere. While it does not, a test may
     * be about to run there.
     */
    private static final List<String> TEST_FRAMEWORKS = List.of("org.junit.", "org.testng.");

    /** Tools whose threads talk to the build tool or IDE that started this JVM. */
    private static final List<String> TOOLS =
            List.of("org.apache.maven.", "org.gradle.", "com.intellij.", "org.eclipse.jdt.");

    /** Names of threads that run only the JDK's code while they wait. */
    private static final List<String> NAMES = List.of("junit-", "surefire-");

    private HostThreads() {}

    static boolean isHost(Thread t) {
        boolean waits = switch (t.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
        if (!waits && !t.isDaemon()) {
            return false;
        }
        Optional<String> waiter = innermostClassOutsideTheJdk(t);
        if (waiter.isEmpty()) {
            return startsWithOneOf(t.getName(), NAMES);
        }
        return startsWithOneOf(waiter.get(), TOOLS)
                || waits && startsWithOneOf(waiter.get(), TEST_FRAMEWORKS);
    }

    static boolean isHostClass(String className) {
        return startsWithOneOf(className, TOOLS) || startsWithOneOf(className, TEST_FRAMEWORKS);
    }

    private static Optional<String> innermostClassOutsideTheJdk(Thread t) {
        return Arrays.stream(t.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(c -> !Frames.isJdk(c))
                .findFirst();
    }

    private static boolean startsWithOneOf(String s, List<String> prefixes) {
        return prefixes.stream().anyMatch(s::startsWith);
    }
}
