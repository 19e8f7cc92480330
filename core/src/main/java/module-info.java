import org.jspecify.annotations.NullMarked;

/**
 * Go's concurrency on the JVM: goroutines, channels, select, and what a program with them needs.
 *
 * <p>{@link dev.jopher} is the language, {@link dev.jopher.sync} what Go keeps in {@code sync} and
 * its {@code golang.org/x} companions, {@link dev.jopher.spi} what other libraries implement. The
 * module needs nothing but annotations (JSpecify, Error Prone) beside the JDK: javac reads them in
 * its signatures, and nothing reads them at run time.
 */
@NullMarked module dev.jopher {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires java.management;
    requires static jdk.jfr;
    requires jdk.management;
    requires jdk.unsupported;

    uses dev.jopher.internal.sched.SchedulerProvider;
    uses dev.jopher.spi.ContextPropagator;

    exports dev.jopher;
    exports dev.jopher.spi;
    exports dev.jopher.sync;
    exports dev.jopher.internal.base to dev.jopher.cli;
    exports dev.jopher.internal.deadlock to dev.jopher.cli;
    exports dev.jopher.internal.dump to dev.jopher.cli;
    exports dev.jopher.internal.leak to dev.jopher.cli;
    exports dev.jopher.internal.program to dev.jopher.cli;
    exports dev.jopher.internal.report to dev.jopher.cli;
    exports dev.jopher.internal.sched to dev.jopher.cli;
    exports dev.jopher.internal.track to dev.jopher.cli;
}
