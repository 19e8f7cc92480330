package dev.jopher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * The house rules that a compiler does not check: {@code sync -> dev.jopher -> runtime -> JDK} and never
 * back, JDK internals in one class, waiting and time only through the runtime.
 */
class ArchitectureTest {
    private static final String LANGUAGE = "dev.jopher";
    private static final String SYNC = "dev.jopher.sync";
    private static final String RUNTIME = "dev.jopher.runtime";

    /** What only compilers and checkers read; the class files name it, nobody needs it to run. */
    private static final String[] ANNOTATIONS = {"org.jspecify..", "com.google.errorprone.."};

    private static final String[] SCHEDULERS = {"GoScheduler", "Carrier", "Idle", "Monitor",
        "Growth", "SchedTrace", "JdkScheduler", "Fairness"};

    /** What runs on platform threads of its own. */
    private static final String[] THREADS_OF_THE_RUNTIME =
            {"Timers", "DeadlockDetector", "CycleWatch"};

    /** For the collector, for the end of the process, for the system to count switches. */
    private static final String[] WAIT_FOR_THE_MACHINE = {"Candidates", "Program", "Tasks"};

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Unit.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyClassHasItsPlace() {
        check(classes().should().resideInAnyPackage(LANGUAGE, SYNC, RUNTIME));
    }

    @Test
    void theRuntimeKnowsNothingOfTheLanguage() {
        check(noClasses().that()
                .resideInAPackage(RUNTIME)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LANGUAGE, SYNC));
    }

    @Test
    void theLanguageKnowsNothingOfSync() {
        check(noClasses().that()
                .resideInAPackage(LANGUAGE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SYNC));
    }

    @Test
    void coreNeedsOnlyTheJdk() {
        check(classes().should()
                .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE, SYNC, RUNTIME)
                        .or(resideInAnyPackage("", "java..", "jdk..", "com.sun.management",
                                "javax.management", "sun.misc"))
                        .or(resideInAnyPackage(ANNOTATIONS))));
    }

    @Test
    void fromSunMiscComeSignalsAndNothingElse() {
        check(noClasses().should()
                .dependOnClassesThat(resideInAPackage("sun.misc")
                        .and(DescribedPredicate
                                .not(nameMatching("sun\\.misc\\.Signal(Handler)?")))));
    }

    @Test
    void theModuleNeedsOnlyTheJdk() {
        ModuleDescriptor module = Unit.class.getModule().getDescriptor();
        assertThat(module.requires()).filteredOn(r -> !r.modifiers().contains(Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .allMatch(n -> n.startsWith("java.") || n.startsWith("jdk."));
    }

    /** Without them javac reports a missing class instead of the mistake in a program that uses a signature of ours. */
    @Test
    void annotationsOfSignaturesReachUsers() {
        ModuleDescriptor module = Unit.class.getModule().getDescriptor();
        assertThat(module.requires()).filteredOn(r -> r.modifiers().contains(Modifier.TRANSITIVE))
                .extracting(ModuleDescriptor.Requires::name)
                .contains("org.jspecify", "com.google.errorprone.annotations");
    }

    @Test
    void internalsOfTheJdkAreReachedFromOneClass() {
        DescribedPredicate<JavaClass> elsewhere =
                nameMatching("dev\\.jopher\\.runtime\\.JdkInternals(\\$.*)?").forSubtype();
        check(noClasses().that(DescribedPredicate.not(elsewhere))
                .should()
                .dependOnClassesThat(resideInAPackage("java.lang.reflect"))
                .orShould()
                .accessTargetWhere(calls(MethodHandles.class, "privateLookupIn"))
                .orShould()
                .accessTargetWhere(calls(Class.class, "forName", "getDeclaredField",
                        "getDeclaredMethod", "getDeclaredConstructor")));
    }

    @Test
    void onlyTheRuntimeWaitsAndSpins() {
        check(noClasses().that()
                .resideInAnyPackage(LANGUAGE, SYNC)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(LockSupport.class)
                .orShould()
                .accessTargetWhere(calls(Thread.class, "sleep", "onSpinWait", "yield", "join"))
                .orShould()
                .accessTargetWhere(calls(Object.class, "wait", "notify", "notifyAll")));
    }

    @Test
    void onlyTheRuntimeReadsTheClock() {
        check(noClasses().that()
                .resideInAnyPackage(LANGUAGE, SYNC)
                .should()
                .accessTargetWhere(calls(System.class, "nanoTime", "currentTimeMillis"))
                .orShould()
                .accessTargetWhere(calls(Instant.class, "now"))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    /** Otherwise a scheduler that replays an execution could not have the same numbers again. */
    @Test
    void chanceComesFromTheScheduler() {
        check(noClasses().that(areNot("Scheduler"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .orShould()
                .accessTargetWhere(calls(Math.class, "random")));
    }

    /** All others read the scheduler's clock, which may be another one than the machine's. */
    @Test
    void onlySchedulersReadTheClockOfTheMachine() {
        check(noClasses().that(areNot(SCHEDULERS).and(areNot(WAIT_FOR_THE_MACHINE)))
                .should()
                .accessTargetWhere(calls(System.class, "nanoTime", "currentTimeMillis"))
                .orShould()
                .accessTargetWhere(calls(Instant.class, "now"))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class));
    }

    /** A scheduler that runs one goroutine at a time lets the others run there. */
    @Test
    void everySpinAsksTheScheduler() {
        check(noClasses().that(areNot("SpinWait").and(areNot(WAIT_FOR_THE_MACHINE)))
                .should()
                .accessTargetWhere(calls(Thread.class, "onSpinWait")));
    }

    @Test
    void onlySchedulersAndThreadsOfTheRuntimePark() {
        check(noClasses().that(areNot(SCHEDULERS).and(areNot(THREADS_OF_THE_RUNTIME))
                .and(areNot(WAIT_FOR_THE_MACHINE))
                .and(areNot("ShortLock")))
                .should()
                .accessTargetWhere(calls(LockSupport.class, "park", "parkNanos", "parkUntil",
                        "unpark"))
                .orShould()
                .accessTargetWhere(calls(Thread.class, "sleep")));
    }

    @Test
    void onlyTheRuntimeStartsThreads() {
        check(noClasses().that()
                .resideInAnyPackage(LANGUAGE, SYNC)
                .should()
                .accessTargetWhere(calls(Thread.class, "<init>", "ofVirtual", "ofPlatform",
                        "startVirtualThread", "start"))
                .orShould()
                .accessTargetWhere(calls(Executors.class, "newVirtualThreadPerTaskExecutor",
                        "newCachedThreadPool", "newFixedThreadPool", "newSingleThreadExecutor")));
    }

    private static DescribedPredicate<JavaClass> areNot(String... simpleNames) {
        return DescribedPredicate.not(nameMatching(
                ".*\\.(" + String.join("|", simpleNames) + ")(\\$.*)?").<JavaClass>forSubtype());
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> type, String... methods) {
        DescribedPredicate<JavaAccess<?>> any = DescribedPredicate.alwaysFalse();
        for (String method : methods) {
            any = any.or(JavaAccess.Predicates.target(name(method))
                    .and(JavaAccess.Predicates.target(owner(name(type.getName()))))
                    .forSubtype());
        }
        return any.as("calls %s.%s", type.getSimpleName(), String.join("/", methods));
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }
}
