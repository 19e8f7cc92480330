package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.History;
import dev.jopher.race.internal.shadow.FieldChecks.Place;
import org.jspecify.annotations.Nullable;

/**
 * Checks a {@code VarHandle} operation that reads and writes at once, such as {@code
 * compareAndSet}, against the plain accesses of the same variable. Two atomic accesses never race,
 * see {@link Conflicts}.
 *
 * <p>Such an operation both releases and acquires, so no single moment is right for a check. One
 * before it does not know yet what the operation acquires. One after it may see an access that
 * another thread has made because of what the operation released. So the words are read before
 * the operation, and compared with what the thread knows after it:
 *
 * <ul>
 * <li>An access whose word was there before the operation does not come after it.
 * <li>If the thread does not know that access after the operation, then it does not come before it
 * either.
 * </ul>
 *
 * <p>The operation is recorded when it has succeeded, with the epoch in which it began. A thread
 * that acquires what it released knows that epoch.
 */
public final class AtomicUpdates {
    private AtomicUpdates() {}

    /**
     * @param words of the field; null for an element
     * @param page the words with those of an element, at {@code k}
     * @param mine the word of this operation
     */
    private record Update(@Nullable FieldWords words, @Nullable Object of, long[] page, int k,
            long write, long reads, long mine) {}

    private static final long[] NO_PAGE = {};

    /** Begins to check an operation. Returns what {@link #after} gets; null if there is none. */
    public static @Nullable Object before(@Nullable Object accessor, @Nullable Object of,
            long index, ShadowThread t, int site) {
        if (accessor == null || t.inside) {
            return null;
        }
        Place p = FieldChecks.place(accessor, t);
        long mine = Epoch.word(t.epoch, site);
        Update u = null;
        if (p.isArray()) {
            u = element(of, (int) index, mine);
        } else {
            FieldWords words = p.words();
            if (words != null && p.isOf(of)) {
                u = new Update(words, of, NO_PAGE, 0, words.write(of), words.reads(of), mine);
            }
        }
        if (u != null) {
            t.used = t.epoch;
            History.record(t, site);
        }
        return u;
    }

    private static @Nullable Update element(@Nullable Object array, int i, long mine) {
        ArrayShadow s = ArrayShadow.of(array);
        long[] page = s.page(i);
        int k = s.indexInPage(i);
        return k >= 0 && k + 1 < page.length
                ? new Update(null, array, page, k, page[k], page[k + 1], mine)
                : null;
    }

    /**
     * Ends the check, after the operation.
     *
     * @param wrote whether it has written; a {@code compareAndSet} that fails only reads
     */
    public static void after(boolean wrote, @Nullable Object update, ShadowThread t, int site) {
        if (!(update instanceof Update u) || t.inside) {
            return;
        }
        if (wrote && u.words != null) {
            u.words.setWrite(u.of, u.mine);
        } else if (wrote) {
            u.page[u.k] = u.mine;
        }
        Checks.decide(u.write, u.reads, wrote, t, site);
    }
}
