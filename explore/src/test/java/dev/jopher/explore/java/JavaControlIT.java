package dev.jopher.explore.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.jopher.explore.internal.strategy.RandomWalk;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java's own means are under control: a bug is found, its absence too, and a seed repeats a run.
 */
class JavaControlIT {
    private static final int SCHEDULES = 300;
    private static final int REPEATS = 100;

    record Program(String name, Verdict worst, Runnable body) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Program> programs() {
        return Stream.of(
                new Program("volatile, lost", Verdict.PANIC, JavaPrograms.Volatile::lost),
                new Program("atomic, lost", Verdict.PANIC, JavaPrograms::atomicLost),
                new Program("atomic", Verdict.PASSED, JavaPrograms::atomic),
                new Program("synchronized, lost", Verdict.PANIC, JavaPrograms::synchronizedLost),
                new Program("synchronized", Verdict.PASSED, JavaPrograms::synchronizedAdd),
                new Program("monitors, AB-BA", Verdict.DEADLOCK, JavaPrograms::abba),
                new Program("wait, notifyAll", Verdict.PASSED, JavaPrograms::waitNotify),
                new Program("wait, notify", Verdict.DEADLOCK, JavaPrograms::waitNotifyLost),
                new Program("ReentrantLock", Verdict.PASSED, JavaPrograms::reentrantLock),
                new Program("locks, AB-BA", Verdict.DEADLOCK, JavaPrograms::lockAbba),
                new Program("queue", Verdict.PASSED, JavaPrograms::queue),
                new Program("queueCheckThenAct", Verdict.DEADLOCK, JavaPrograms::queueCheckThenAct),
                new Program("latch", Verdict.PASSED, JavaPrograms::latch),
                new Program("latchEarly", Verdict.PANIC, JavaPrograms::latchEarly),
                new Program("barrier", Verdict.PASSED, JavaPrograms::barrier),
                new Program("phaser", Verdict.PASSED, JavaPrograms::phaser),
                new Program("exchanger", Verdict.PASSED, JavaPrograms::exchanger),
                new Program("semaphoreTwice", Verdict.DEADLOCK, JavaPrograms::semaphoreTwice),
                new Program("computeIfAbsent", Verdict.PASSED, JavaPrograms::computeIfAbsent),
                new Program("mapCheckThenAct", Verdict.PANIC, JavaPrograms::mapCheckThenAct),
                new Program("synchronizedList", Verdict.PASSED, JavaPrograms::synchronizedList),
                new Program("platformThreads", Verdict.PASSED, ThreadPrograms::platformThreads),
                new Program("platformThreadsLost", Verdict.PANIC,
                        ThreadPrograms::platformThreadsLost),
                new Program("pool", Verdict.PASSED, ThreadPrograms::pool),
                new Program("poolLost", Verdict.PANIC, ThreadPrograms::poolLost),
                new Program("poolStarved", Verdict.DEADLOCK, ThreadPrograms::poolStarved),
                new Program("completableFuture", Verdict.PASSED, ThreadPrograms::completableFuture),
                new Program("completableFutureLost", Verdict.PANIC,
                        ThreadPrograms::completableFutureLost),
                new Program("parallelStream", Verdict.PASSED, ThreadPrograms::parallelStream),
                new Program("parallelStreamLost", Verdict.PANIC,
                        ThreadPrograms::parallelStreamLost),
                new Program("forkJoinPool", Verdict.PASSED, ThreadPrograms::forkJoinPool),
                new Program("virtualPool", Verdict.PASSED, ThreadPrograms::virtualPool),
                new Program("sleep", Verdict.PASSED, ThreadPrograms::sleep),
                new Program("sleepIsNoOrder", Verdict.PANIC, ThreadPrograms::sleepIsNoOrder),
                new Program("timedWaits", Verdict.PASSED, ThreadPrograms::timedWaits),
                new Program("timer", Verdict.PASSED, ThreadPrograms::timer),
                new Program("scheduledPool", Verdict.PASSED, ThreadPrograms::scheduledPool),
                new Program("interrupts", Verdict.PASSED, ThreadPrograms::interrupts),
                new Program("monitorInConstructor", Verdict.PASSED,
                        JavaPrograms::monitorInConstructor),
                new Program("methodReference", Verdict.PASSED, JavaPrograms::methodReference),
                new Program("sharedReference", Verdict.PANIC, JavaPrograms::sharedReference),
                new Program("waitWithoutLoop", Verdict.PANIC, ThreadPrograms::waitWithoutLoop),
                new Program("pollsTheClock", Verdict.PASSED, ThreadPrograms::pollsTheClock),
                new Program("states", Verdict.PASSED, ThreadPrograms::states),
                new Program("chance", Verdict.PANIC, JavaPrograms::chance),
                new Program("inheritedMap", Verdict.PANIC, CollectionPrograms::inheritedMap),
                new Program("mapOfSuper", Verdict.PANIC, CollectionPrograms::mapOfSuper),
                new Program("overriddenMap", Verdict.PASSED, CollectionPrograms::overriddenMap),
                new Program("interfaceOfMap", Verdict.PANIC, CollectionPrograms::interfaceOfMap),
                new Program("inheritedAtomic", Verdict.PANIC,
                        CollectionPrograms::inheritedAtomic),
                new Program("inheritedLock", Verdict.PASSED, CollectionPrograms::inheritedLock),
                new Program("stringBuffer", Verdict.PANIC, CollectionPrograms::stringBuffer),
                new Program("properties", Verdict.PANIC, CollectionPrograms::properties),
                new Program("synchronizedIteration", Verdict.PANIC,
                        CollectionPrograms::synchronizedIteration),
                new Program("lockedIteration", Verdict.PASSED,
                        CollectionPrograms::lockedIteration),
                new Program("forEach", Verdict.PANIC, CollectionPrograms::forEach),
                new Program("stream", Verdict.PANIC, CollectionPrograms::stream),
                new Program("putAll", Verdict.PANIC, CollectionPrograms::putAll),
                new Program("putAllSorted", Verdict.PANIC, CollectionPrograms::putAllSorted),
                new Program("addAll", Verdict.PANIC, CollectionPrograms::addAll),
                new Program("addAllAtOnce", Verdict.PASSED, CollectionPrograms::addAllAtOnce),
                new Program("sleepers", Verdict.PANIC, MomentPrograms::sleepers),
                new Program("goroutines", Verdict.PANIC, MomentPrograms::goroutines),
                new Program("scheduledTasks", Verdict.PANIC, MomentPrograms::scheduledTasks),
                new Program("firstIsFirst", Verdict.PANIC, MomentPrograms::firstIsFirst),
                new Program("secondIsFirst", Verdict.PANIC, MomentPrograms::secondIsFirst),
                new Program("timeout", Verdict.PANIC, MomentPrograms::timeout),
                new Program("field", Verdict.PANIC, AcceptedPrograms::field),
                new Program("fieldUnderLock", Verdict.PASSED, AcceptedPrograms::fieldUnderLock),
                new Program("array", Verdict.PANIC, AcceptedPrograms::array),
                new Program("method", Verdict.PANIC, AcceptedPrograms::method),
                new Program("notValidated", Verdict.PANIC, AcceptedPrograms::notValidated),
                new Program("validated", Verdict.PASSED, AcceptedPrograms::validated));
    }

    private static World run(Program p, long seed) {
        boolean unused = Goroutines.init(p.body.getClass().getClassLoader());
        World w = new World(new RandomWalk(), SplitMix.mix(seed, 1), 100_000, false, null);
        w.run(p.body);
        return w;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void endsAsItMust(Program p) {
        List<Verdict> verdicts = LongStream.range(0, SCHEDULES).mapToObj(seed -> run(p, seed))
                .map(World::verdict).distinct().toList();
        assertThat(verdicts).contains(p.worst).isSubsetOf(Verdict.PASSED, p.worst);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void sameSeedSameRun(Program p) {
        for (long seed = 0; seed < 3; seed++) {
            long s = seed;
            assertThat(LongStream.range(0, REPEATS).map(i -> run(p, s).hash()).distinct()
                    .toArray()).hasSize(1);
        }
    }
}
