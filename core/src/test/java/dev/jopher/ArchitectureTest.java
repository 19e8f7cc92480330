package dev.jopher;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/**
 * House rules that no compiler checks: {@code sync -> dev.jopher -> internal -> JDK}, never back,
 * the internal packages in order, JDK internals in one class, waiting and time by the runtime.
 */
class ArchitectureTest {
    private static final String LANGUAGE = "dev.jopher";
    private static final String SYNC = "dev.jopher.sync";
    private static final String SPI = "dev.jopher.spi";
    private static final String INTERNAL = "dev.jopher.internal";
    private static final String ROOMS = INTERNAL + "..";

    /** The rooms from the ground up. A class uses classes of its own room and lower floors only. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("base"), Set.of("report"), Set.of("sched"), Set.of("goroutine"),
            Set.of("time", "track"), Set.of("dump", "leak", "outside"),
            Set.of("deadlock", "jfr", "record"),
            Set.of("program"));

    /** What only compilers and checkers read; the class files name it, no run needs it. */
    private static final String[] ANNOTATIONS = {"org.jspecify..", "com.google.errorprone.."};

    private static final String[] SCHEDULERS = {"GoScheduler", "Carrier", "Idle", "Monitor",
        "Growth", "SchedTrace", "JdkScheduler", "ControlledScheduler", "Fairness"};

    /** What runs on platform threads of its own. */
    private static final String[] THREADS_OF_THE_RUNTIME =
            {"Timers", "DeadlockDetector", "LockCycleDetector", "RecordWriter"};

    /** For the collector, for the end of the process, for the system to count switches. */
    private static final String[] WAIT_FOR_THE_MACHINE = {"LeakCandidates", "Program", "Tasks"};

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Unit.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void everyClassHasItsPlace() {
        check(classes().should().resideInAnyPackage(LANGUAGE, SYNC, SPI, ROOMS));
    }

    @Test
    void theRuntimeKnowsNothingOfTheLanguage() {
        check(noClasses().that()
                .resideInAPackage(ROOMS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LANGUAGE, SYNC));
    }

    /** The rooms call it, and so does the language. */
    @Test
    void theInterfacesForLibrariesUseNothingOfOurs() {
        check(noClasses().that()
                .resideInAPackage(SPI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LANGUAGE, SYNC, ROOMS));
    }

    @Test
    void aRoomUsesLowerFloorsOnly() {
        check(classes().that().resideInAPackage(ROOMS).should(useLowerFloorsOnly()));
    }

    @Test
    void everyRoomHasAFloor() {
        assertThat(CORE.stream().map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(INTERNAL + "."))
                .map(ArchitectureTest::floor)).isNotEmpty().doesNotContain(-1);
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.jopher.internal.(*)..").should().beFreeOfCycles());
    }

    /**
     * A class that is loaded by its name is a dependency that a compiler does not see. The one
     * exception: what {@code Rehearsal} loads in advance uses {@code Rehearsal} itself.
     */
    @Test
    void noStringNamesAClassOfAHigherFloor() throws IOException {
        Map<String, JavaClass> names = new HashMap<>();
        CORE.forEach(c -> names.put(c.getName(), c));
        JavaClass rehearsal = names.get(INTERNAL + ".program.Rehearsal");
        List<String> upwards = new ArrayList<>();
        for (JavaClass c : CORE) {
            for (String text : strings(c)) {
                JavaClass named = names.get(text);
                if (named != null && height(named) > height(c) && c != rehearsal) {
                    upwards.add(c.getName() + " names " + text);
                }
            }
        }
        assertThat(upwards).isEmpty();
        assertThat(rehearsal).isNotNull();
    }

    private static List<String> strings(JavaClass c) throws IOException {
        String file = '/' + c.getName().replace('.', '/') + ".class";
        List<String> strings = new ArrayList<>();
        try (InputStream in = Unit.class.getResourceAsStream(file)) {
            ClassModel model = ClassFile.of().parse(Objects.requireNonNull(in).readAllBytes());
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof StringEntry s) {
                    strings.add(s.stringValue());
                }
            }
        }
        return strings;
    }

    private static ArchCondition<JavaClass> useLowerFloorsOnly() {
        return new ArchCondition<>("use lower floors only") {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                for (Dependency d : c.getDirectDependenciesFromSelf()) {
                    String to = d.getTargetClass().getPackageName();
                    if (floor(to) >= floor(c.getPackageName()) && !to.equals(c.getPackageName())) {
                        events.add(SimpleConditionEvent.violated(d, d.getDescription()));
                    }
                }
            }
        };
    }

    /** Returns the floor of a room; -1 if the package is none. */
    private static int floor(String packageName) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (packageName.startsWith(INTERNAL + ".")
                    && FLOORS.get(i).contains(packageName.substring(INTERNAL.length() + 1))) {
                return i;
            }
        }
        return -1;
    }

    /** The language is above all rooms, and sync above the language. */
    private static int height(JavaClass c) {
        return switch (c.getPackageName()) {
            case LANGUAGE -> FLOORS.size();
            case SYNC -> FLOORS.size() + 1;
            default -> floor(c.getPackageName());
        };
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
                .onlyDependOnClassesThat(resideInAnyPackage(LANGUAGE, SYNC, SPI, ROOMS)
                        .or(resideInAnyPackage("", "java..", "jdk..", "com.sun.management",
                                "javax.management..", "sun.misc"))
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

    /**
     * Without them javac reports a missing class instead of the mistake in a program that uses a
     * signature of ours.
     */
    @Test
    void annotationsOfSignaturesReachUsers() {
        ModuleDescriptor module = Unit.class.getModule().getDescriptor();
        assertThat(module.requires()).filteredOn(r -> r.modifiers().contains(Modifier.TRANSITIVE))
                .extracting(ModuleDescriptor.Requires::name)
                .contains("org.jspecify", "com.google.errorprone.annotations");
    }

    @Test
    void internalsOfTheJdkAreReachedFromFourClasses() {
        DescribedPredicate<JavaClass> elsewhere =
                nameMatching("dev\\.jopher\\.internal\\.base\\.(JdkInternals|VirtualThreadAccess"
                        + "|ThreadContainers|FinalReferences)(\\$.*)?").forSubtype();
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
        check(noneReadsTheClock(resideInAnyPackage(LANGUAGE, SYNC)));
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
        check(noneReadsTheClock(areNot(SCHEDULERS).and(areNot(WAIT_FOR_THE_MACHINE))));
    }

    private static ArchRule noneReadsTheClock(DescribedPredicate<? super JavaClass> which) {
        return noClasses().that(which)
                .should()
                .accessTargetWhere(calls(System.class, "nanoTime", "currentTimeMillis"))
                .orShould()
                .accessTargetWhere(calls(Instant.class, "now"))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class);
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
                .and(areNot("SpinLock")))
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
