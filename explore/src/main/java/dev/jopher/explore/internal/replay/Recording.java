package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done. Its schedule is the order of its <em>events</em>: a thread starts, passes a
 * step, or continues after it has waited. Which event of a thread comes next follows from its
 * steps; so the order is no more than a list of threads.
 *
 * @param events for each event the index of its thread
 * @param objects the names of what the steps were done to
 * @param hash that of the run
 * @param failed the thread that ended the run; null if none did
 */
public record Recording(List<RecordedThread> threads, int[] events, List<String> objects,
        Verdict verdict, @Nullable Throwable failure, @Nullable RecordedThread failed, long hash,
        long seed) {

    /** Some events of one thread in a row. */
    record Block(int thread, int length) {}

    /** One event: of a step, or of the thread's start if that is null. */
    public record Event(RecordedThread thread, @Nullable Step step, boolean isPass) {}

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= events.length; i++) {
            if (i == events.length || events[i] != events[from]) {
                blocks.add(new Block(events[from], i - from));
                from = i;
            }
        }
        return blocks;
    }

    /** Returns the events in their order. */
    public List<Event> eventList() {
        List<Event> list = new ArrayList<>();
        Cursor[] cursors = threads.stream().map(Cursor::new).toArray(Cursor[]::new);
        for (int thread : events) {
            Event e = cursors[thread].next();
            if (e != null) {
                list.add(e);
            }
        }
        return list;
    }

    /** Returns how many steps there are. */
    public int stepCount() {
        int n = 0;
        for (RecordedThread t : threads) {
            n += t.steps().size();
        }
        return n;
    }

    /**
     * Returns how often another thread continued although the one before could have: only these
     * switches are a choice.
     */
    public int preemptions() {
        int n = 0;
        List<Event> all = eventList();
        for (int i = 1; i < all.size(); i++) {
            Event e = all.get(i);
            if (e.thread != all.get(i - 1).thread && e.isPass) {
                n++;
            }
        }
        for (RecordedThread t : threads) {
            if (t.isAtStep() && t != failed) {
                n++;
            }
        }
        return n;
    }

    public int switches() {
        return Math.max(0, blocks().size() - 1);
    }

    /** Goes through the events of one thread. */
    private static final class Cursor {
        private final RecordedThread thread;
        private int step = -1;
        private int resumes;

        Cursor(RecordedThread thread) {
            this.thread = thread;
        }

        /** Returns the next event; null if there is none, which is only so in a damaged file. */
        @Nullable Event next() {
            int here = step < 0 ? thread.starts : thread.steps().get(step).resumes;
            if (resumes < here) {
                resumes++;
                return new Event(thread, step < 0 ? null : thread.steps().get(step), false);
            }
            if (++step >= thread.steps().size()) {
                return null;
            }
            resumes = 0;
            return new Event(thread, thread.steps().get(step), true);
        }
    }
}
