package dev.jopher.internal.record;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * The memory of a recording: blocks that are free, and blocks that are full. Nothing here waits. A
 * thread that finds no free block, and may not make one, goes without.
 */
final class Blocks {
    private final int most;
    private final AtomicReferenceArray<@Nullable Block> free;
    private final AtomicInteger freeCount = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<@Nullable Block> full = new AtomicReference<>();

    /** Creates the memory; it grows to {@code most} blocks. */
    Blocks(int most) {
        this.most = most;
        this.free = new AtomicReferenceArray<>(most);
    }

    /** Returns a block that is free, or a new one; null at the limit. */
    @Nullable Block take() {
        if (freeCount.get() > 0) {
            for (int i = 0; i < most; i++) {
                if (free.get(i) != null) {
                    Block b = free.getAndSet(i, null);
                    if (b != null) {
                        freeCount.decrementAndGet();
                        return b;
                    }
                }
            }
        }
        return made.get() < most ? makeOne() : null;
    }

    private @Nullable Block makeOne() {
        Block b = null;
        try {
            if (made.incrementAndGet() <= most) {
                b = new Block();
            }
            return b;
        } finally {
            if (b == null) { // there is no memory, or another thread was faster
                made.decrementAndGet();
            }
        }
    }

    /** Takes back a block whose bytes are no longer needed. Called by the writer. */
    void giveBack(Block b) {
        b.clear();
        for (int i = 0; i < most; i++) {
            if (free.get(i) == null && free.compareAndSet(i, null, b)) {
                freeCount.incrementAndGet();
                return;
            }
        }
    }

    /** Drops all blocks, after the end. */
    void clear() {
        full.set(null);
        for (int i = 0; i < most; i++) {
            free.set(i, null);
        }
    }

    /** Hands a full block to the writer. */
    void putFull(Block b) {
        Block before;
        do {
            before = full.get();
            b.next = before;
        } while (!full.compareAndSet(before, b));
    }

    boolean hasFull() {
        return full.get() != null;
    }

    /** Removes all full blocks. Returns the latest one, linked to those before it. */
    @Nullable Block takeFull() {
        return full.getAndSet(null);
    }
}
