package dev.jopher.race.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The clocks against naive vectors, and three implementations that are wrong. */
final class ClocksTest {
    private static final int MANY = 1 << 15;
    private static final int STEPS = 400;

    @Test
    void knowsExactlyWhatVectorsKnow() {
        for (int seed = 0; seed < 2_500; seed++) {
            int threads = 2 + seed % 60;
            new ClockPrograms(seed, new Slots(1 << 16, MANY), threads, true,
                    ClockPrograms.Mutant.NONE).run(STEPS);
        }
    }

    @Test
    void staysExactWhenAClockOverflows() {
        for (int seed = 0; seed < 500; seed++) {
            new ClockPrograms(seed, new Slots(1 << 16, MANY) {
                @Override
                synchronized Start take(@Nullable Snapshot known) {
                    Start s = super.take(known);
                    return s.clock() == 1
                            ? new Start(s.slot(), Epoch.CLOCKS - 5, s.known())
                            : s;
                }
            }, 2 + seed % 20, true, ClockPrograms.Mutant.NONE).run(STEPS);
        }
    }

    @Test
    void losesNoOrderWhenSlotsAreFew() {
        for (int seed = 0; seed < 1_000; seed++) {
            Slots slots = new Slots(2 + seed % 5, 2);
            new ClockPrograms(seed, slots, 40, false, ClockPrograms.Mutant.NONE).run(STEPS);
        }
    }

    @Test
    void countsSlotsThatHideRaces() {
        Slots slots = new Slots(2, MANY);
        for (int i = 0; i < 2; i++) {
            ShadowThread.create(Thread.currentThread(), slots, null);
        }
        assertThat(slots.inexact()).isZero();
        ShadowThread a = ShadowThread.create(Thread.currentThread(), slots, null);
        assertThat(slots.inexact()).isEqualTo(1);
        assertThat(slots.isShared(a.slot())).isTrue();
    }

    @Test
    void theOwnersShortcutLosesAnOrder() {
        assertThatThrownBy(() -> runMutant(ClockPrograms.Mutant.OWNER_SHORTCUT))
                .isInstanceOf(ClockPrograms.Difference.class);
    }

    @Test
    void anEpochIsNoWitnessBeforeItsRelease() {
        assertThatThrownBy(() -> runMutant(ClockPrograms.Mutant.EARLY_WITNESS))
                .isInstanceOf(ClockPrograms.Difference.class);
    }

    private static void runMutant(ClockPrograms.Mutant mutant) {
        for (int seed = 0; seed < 1_000; seed++) {
            new ClockPrograms(seed, new Slots(1 << 16, MANY), 30, true, mutant).run(STEPS);
        }
    }

    @Test
    void aSlotThatTheStarterDoesNotKnowLosesAnOrder() {
        assertThatThrownBy(() -> {
            for (int seed = 0; seed < 1_000; seed++) {
                Slots slots = new Slots(1 << 16, 1) {
                    @Override
                    synchronized Start take(@Nullable Snapshot known) {
                        Start s = super.take(known);
                        return new Start(s.slot(), s.clock(), known);
                    }
                };
                new ClockPrograms(seed, slots, 40, false, ClockPrograms.Mutant.NONE).run(STEPS);
            }
        }).isInstanceOf(ClockPrograms.Difference.class);
    }

    @Test
    void aSlotWhoseAccessesTheStarterDoesNotKnowHidesARace() {
        assertThatThrownBy(() -> {
            for (int seed = 0; seed < 1_000; seed++) {
                Slots slots = new Slots(1 << 16, MANY) {
                    @Override
                    synchronized void ended(Ended e) {
                        super.ended(new Ended(e.slot(), e.clock(), 0, e.from(), e.last()));
                    }
                };
                new ClockPrograms(seed, slots, 40, true, ClockPrograms.Mutant.NONE).run(STEPS);
            }
        }).isInstanceOf(ClockPrograms.Difference.class);
    }

    /** Each takes a token from a buffer, in any order, and adds its end to one clock. */
    @Test
    void manyThatAreOnlyWaitedForTogetherUseFewSlots() {
        Slots slots = new Slots(1 << 16, MANY);
        ShadowThread main = ShadowThread.create(Thread.currentThread(), slots, null);
        Snapshot[] room = new Snapshot[100];
        Deque<ShadowThread> live = new ArrayDeque<>();
        Snapshot all = null;
        for (int i = 0; i < 50_000; i++) {
            if (live.size() == room.length) {
                ShadowThread t = i % 3 == 0 ? live.removeFirst() : live.removeLast();
                Snapshot token = room[i % room.length];
                room[i % room.length] = t.release();
                t.acquire(token);
                all = ShadowThread.join(all, t.release());
                t.ended();
            }
            Snapshot before = room[i % room.length];
            room[i % room.length] = main.release();
            main.acquire(before);
            main.used = main.epoch;
            live.add(ShadowThread.create(Thread.currentThread(), slots, main.release()));
        }
        assertThat(slots.inexact()).isZero();
        assertThat(slots.fresh()).isLessThan(1_000);
    }

    @Test
    void aReleaseAfterNothingIsTheSameAgain() {
        ShadowThread t = ShadowThread.create(Thread.currentThread(), new Slots(8, 8), null);
        Snapshot first = t.release();
        assertThat(t.release()).isSameAs(first);
        t.used = t.epoch;
        assertThat(t.release()).isNotSameAs(first);
    }

    @Test
    void treesKeepTheLargestClock() {
        Random random = new Random(1);
        int[] slots = {0, 1, 15, 16, 17, 255, 256, 4_095, 4_096, 70_000, Epoch.SLOTS - 1};
        ClockTree a = ClockTree.EMPTY;
        ClockTree b = ClockTree.EMPTY;
        int[] inA = new int[slots.length];
        int[] inB = new int[slots.length];
        for (int i = 0; i < 1_000; i++) {
            int s = random.nextInt(slots.length);
            int c = random.nextInt(1_000);
            a = a.with(slots[s], c);
            inA[s] = Math.max(inA[s], c);
            s = random.nextInt(slots.length);
            b = b.with(slots[s], c);
            inB[s] = Math.max(inB[s], c);
            ClockTree joined = random.nextBoolean() ? ClockTree.join(a, b) : ClockTree.join(b, a);
            for (int k = 0; k < slots.length; k++) {
                assertThat(a.get(slots[k])).isEqualTo(inA[k]);
                assertThat(joined.get(slots[k])).isEqualTo(Math.max(inA[k], inB[k]));
                assertThat(joined.get(slots[k] ^ 2)).isZero();
            }
            if (i % 50 == 0) {
                a = ClockTree.EMPTY;
                inA = new int[slots.length];
            } else if (i % 7 == 0) {
                a = joined;
                for (int k = 0; k < slots.length; k++) {
                    inA[k] = Math.max(inA[k], inB[k]);
                }
            }
        }
    }
}
