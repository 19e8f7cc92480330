package dev.jopher.explore.internal.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.jopher.explore.internal.replay.Edited.Edit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Recorded schedules are of use after the program was edited. Of so many schedules that fail,
 * nearly all must fail again, in at most six runs each.
 */
class EditsIT {
    private static final int SCHEDULES = Integer.getInteger("jopher.edits", 20);

    /** A tenth may be lost. */
    private static final int ENOUGH = SCHEDULES * 9 / 10;

    /**
     * Which of two workers gets a job depends on more than the order of steps: measured 11 of 20.
     */
    private static final int ENOUGH_OF_PIPE = SCHEDULES * 2 / 5;

    private static final List<Consumer<Edited>> PROGRAMS =
            List.of(Edited::twostage, Edited::lockOrder, Edited::reorder, Edited::pipe);

    @ParameterizedTest
    @EnumSource(Edit.class)
    void failsAgain(Edit edit) {
        List<Integer> counts = new ArrayList<>();
        for (Consumer<Edited> program : PROGRAMS) {
            Program original = Programs.of(() -> program.accept(new Edited(Edit.NONE)));
            Program edited = Programs.of(() -> program.accept(new Edited(edit)));
            int again = 0;
            for (int i = 0; i < SCHEDULES; i++) {
                Recording failing = Programs.failing(original, 100_000L * i);
                String file = ScheduleFile.write(failing);
                again += Replay.of(edited, ScheduleFile.read(file)).isFailure() ? 1 : 0;
            }
            counts.add(again);
        }
        assertTrue(counts.removeLast() >= ENOUGH_OF_PIPE, () -> edit + " " + counts);
        assertTrue(counts.stream().allMatch(n -> n >= ENOUGH), () -> edit + " " + counts);
    }
}
