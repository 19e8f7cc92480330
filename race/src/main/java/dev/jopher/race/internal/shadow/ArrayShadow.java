package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The shadow words of an array's elements. An instrumented method keeps it in a local variable next
 * to the array. Never throws: an index out of bounds is left to the access itself.
 *
 * <p>An element has a word of writes and next to it one of reads. As that is 16 bytes even for a
 * byte, words are made as late as possible. An array is divided into pages; a small one is a single
 * page. As long as a page is only accessed as a whole, by copying or filling, one pair of words
 * is that of all its elements. The first access to a part makes the words of that page.
 *
 * <p>Threads that do this at once may lose each other's updates, like everywhere in the shadow: see
 * {@link Checks}.
 */
public final class ArrayShadow {
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    /** The length of the longest array that is a single page. */
    static final int SINGLE = 1 << 10;

    /** The length of the longest array whose words are made at once. */
    static final int TINY = 16;

    /** Pages whose elements have the same words are dropped, but not more than this many times. */
    private static final int MOST_MADE = 4;

    private static final long[] NO_WORDS = {};
    private static final long[][] NO_PAGES = {};

    /** That of null, and of arrays that are not checked. */
    public static final ArrayShadow NONE = new ArrayShadow(0, false, false);

    /** That of a collection with a lock of its own: the access is checked when it has the lock. */
    static final ArrayShadow DEFERRED = new ArrayShadow(0, false, false);

    private final int length;

    /** Whether the memory for its pages is counted. */
    private final boolean large;

    /** What of an index is that in the page. */
    private final int mask;

    /**
     * The words of all elements of a single page. Empty if there are pages, or until it is made.
     */
    private long[] words;

    /** The words of each page's elements, null until it is made. */
    private final long[] @Nullable [] pages;

    /** Whether it is the content of an object, as one variable; whether calls may write that. */
    private final boolean isContent;
    private final boolean isWritable;

    /** Whether it is that of a map whose order is changed by each {@code get}. */
    private boolean isWrittenByGet;

    /** Whether it is that of a collection whose iterators compare its size in {@code hasNext}. */
    private boolean isReadByHasNext;

    /** How many pages have been made. */
    private int made;

    /** Two words for all elements of each page that has no words of its own. */
    private final long[] whole;

    ArrayShadow(int length, boolean large, boolean isContent) {
        this.length = length;
        this.large = large;
        this.isContent = isContent;
        this.isWritable = isContent;
        int count = length <= SINGLE ? 0 : (length - 1 >>> PAGE_BITS) + 1;
        mask = count == 0 ? -1 : PAGE - 1;
        pages = count == 0 ? NO_PAGES : new long[count][];
        words = length <= TINY ? new long[2 * length] : NO_WORDS;
        whole = length <= TINY ? NO_WORDS : new long[2 * Math.max(1, count)];
    }

    /** Creates that of a view which cannot change the content of {@code of}. */
    private ArrayShadow(ArrayShadow of) {
        length = 1;
        large = false;
        mask = -1;
        pages = NO_PAGES;
        words = of.words;
        whole = NO_WORDS;
        isContent = of.isContent;
        isWritable = false;
        isWrittenByGet = of.isWrittenByGet;
        isReadByHasNext = of.isReadByHasNext;
    }

    /** Returns that of a view of the same content, all of whose changes fail. */
    ArrayShadow readOnly() {
        return isContent ? new ArrayShadow(this) : NONE;
    }

    /** Returns the shadow of {@code array}. */
    public static ArrayShadow of(@Nullable Object array) {
        return array == null ? NONE : ShadowTable.of(array);
    }

    /** Checks element {@code i}, which is about to be read. */
    public void read(int i, ShadowThread t, int site) {
        if (!isRead(words, i, t)) {
            readElsewhere(i, t, site);
        }
    }

    private static boolean isRead(long[] words, int i, ShadowThread t) {
        int k = 2 * i + 1;
        return k > 0 && k < words.length && words[k] >>> Epoch.SITE_BITS == t.epoch;
    }

    private void readElsewhere(int i, ShadowThread t, int site) {
        long[] s = page(i);
        int k = 2 * (i & mask) + 1;
        if ((i | k) >= 0 && k < s.length && !t.hasRead(s[k - 1], s[k])) {
            int lock = CheckLock.lock(t, i);
            long w = s[k - 1];
            long r = s[k];
            s[k] = Checks.readWord(r, t, site);
            CheckLock.unlock(lock);
            t.trail.element = i;
            Checks.hasRead(w, r, t, site);
            t.trail.element = -1;
        }
    }

    /** Checks element {@code i}, which is about to be written. */
    public void write(int i, ShadowThread t, int site) {
        if (!isWritten(words, i, t)) {
            writeElsewhere(i, t, site);
        }
    }

    private static boolean isWritten(long[] words, int i, ShadowThread t) {
        int k = 2 * i;
        return k >= 0 && k < words.length && words[k] >>> Epoch.SITE_BITS == t.epoch;
    }

    private void writeElsewhere(int i, ShadowThread t, int site) {
        long[] s = page(i);
        int k = 2 * (i & mask);
        if ((i | k) >= 0 && k < s.length && s[k] >>> Epoch.SITE_BITS != t.epoch) {
            int lock = CheckLock.lock(t, i);
            long w = s[k];
            long r = s[k + 1];
            s[k] = Checks.writeWord(w, t, site);
            CheckLock.unlock(lock);
            t.trail.element = i;
            Checks.hasWritten(w, r, t, site);
            t.trail.element = -1;
        }
    }

    /**
     * Checks element {@code i}, which has been read, at {@code readSite}, and is about to be
     * written.
     */
    public void update(int i, ShadowThread t, int site, int readSite) {
        if (!isWritten(words, i, t)) {
            updateElsewhere(i, t, site, readSite);
        }
    }

    private void updateElsewhere(int i, ShadowThread t, int site, int readSite) {
        long[] s = page(i);
        int k = 2 * (i & mask);
        if ((i | k) >= 0 && k < s.length && s[k] >>> Epoch.SITE_BITS != t.epoch) {
            read(i, t, readSite);
            write(i, t, site);
        }
    }

    /** Checks the object whose content this is, and which is about to be read. */
    public void readContent(ShadowThread t, int site) {
        if (isContent) {
            read(0, t, site);
        } else {
            defer(t, site);
        }
    }

    private void defer(ShadowThread t, int site) {
        if (this == DEFERRED) {
            t.trail.deferred = site;
        }
    }

    /** Checks {@code get(i)} of a list: a part of its content, or an element of its array. */
    public void getElement(int i, ShadowThread t, int site) {
        if (isContent) {
            getContent(t, site);
        } else if (length != 0) {
            read(i, t, site);
        } else {
            defer(t, site);
        }
    }

    /** Checks {@code set(i, value)} of a list. */
    public void writeElement(int i, ShadowThread t, int site) {
        if (isContent) {
            writeContent(t, site);
        } else if (length != 0) {
            write(i, t, site);
        } else {
            defer(t, site);
        }
    }

    /** Checks a {@code get}: some maps move the entry to their end. */
    public void getContent(ShadowThread t, int site) {
        if (isWrittenByGet && isContent) {
            write(0, t, site);
        } else {
            readContent(t, site);
        }
    }

    public void writeContent(ShadowThread t, int site) {
        if (isWritable) {
            write(0, t, site);
        } else {
            defer(t, site);
        }
    }

    /** Checks {@code hasNext} of an iterator: some only look at themselves. */
    public void hasNextContent(ShadowThread t, int site) {
        if (isReadByHasNext) {
            readContent(t, site);
        }
    }

    /** Records that {@code hasNext} reads the collection. */
    void readByHasNext() {
        isReadByHasNext |= isContent;
    }

    /** Records that a {@code get} changes the order of the entries. */
    void writtenByGet() {
        isWrittenByGet = true;
    }

    /** Returns the words of the page with element {@code i}; empty if there is no such element. */
    long[] page(int i) {
        int p = i >>> PAGE_BITS;
        long[] s = p < pages.length ? pages[p] : words;
        return s != null && s.length != 0 ? s : make(i);
    }

    /** Returns where in its page the words of element {@code i} are; negative if it has none. */
    int indexInPage(int i) {
        return i < 0 ? -1 : 2 * (i & mask);
    }

    private long[] make(int i) {
        if (i < 0 || i >= length) {
            return NO_WORDS;
        }
        return pages.length == 0 ? makeSingle() : makePage(i >>> PAGE_BITS);
    }

    private synchronized long[] makeSingle() {
        if (words.length == 0) {
            words = filled(length, 0);
            made++;
        }
        return words;
    }

    /** Makes the words of a page. Returns none if there is no memory for them. */
    private synchronized long[] makePage(int page) {
        long[] s = pages[page];
        if (s != null) {
            return s;
        }
        if (large && !PageBudget.take(16 * PAGE)) {
            return NO_WORDS;
        }
        s = filled(pageLength(page), page);
        pages[page] = s;
        made++;
        return s;
    }

    private int pageLength(int page) {
        return Math.min(PAGE, length - (page << PAGE_BITS));
    }

    private long[] filled(int elements, int page) {
        long w = whole[2 * page];
        long r = whole[2 * page + 1];
        long[] p = new long[2 * elements];
        if ((w | r) != 0) {
            for (int i = 0; i < p.length; i += 2) {
                p[i] = w;
                p[i + 1] = r;
            }
        }
        return p;
    }

    /**
     * Checks the elements from {@code from} until before {@code to}, which are about to be read.
     */
    public void readRange(int from, int to, ShadowThread t, int site) {
        range(from, to, 1, t, site, false);
    }

    /**
     * Checks the elements from {@code from} until before {@code to}, which are about to be written.
     */
    public void writeRange(int from, int to, ShadowThread t, int site) {
        range(from, to, 1, t, site, true);
    }

    /**
     * Checks the elements from {@code first} until before {@code end} that a loop has read, with
     * this step. For the loop see {@code CountedLoops} in the agent.
     *
     * @param epoch the one in which it did that: nothing is recorded in another one
     */
    public void readLoop(int first, int end, int step, long epoch, ShadowThread t,
            int site) {
        if (isLoop(first, end, step)) {
            int i = first;
            while (i != end && CheckLock.isUsedBy(t) && t.epoch == epoch) {
                read(i, t, site);
                i += step;
            }
            rest(i, end, step, epoch, t, site, false);
        }
    }

    /** Does the same for elements that a loop has written. */
    public void writeLoop(int first, int end, int step, long epoch, ShadowThread t,
            int site) {
        if (isLoop(first, end, step)) {
            int i = first;
            while (i != end && CheckLock.isUsedBy(t) && t.epoch == epoch) {
                write(i, t, site);
                i += step;
            }
            rest(i, end, step, epoch, t, site, true);
        }
    }

    /** Returns whether there are such elements. */
    private boolean isLoop(int first, int end, int step) {
        int last = end - step;
        return first >= 0 && first < length && last >= 0 && last < length
                && (step > 0 ? last >= first : last <= first);
    }

    private void rest(int i, int end, int step, long epoch, ShadowThread t, int site,
            boolean writes) {
        if (i == end || t.epoch != epoch) {
            // nothing, or a handler of a race has run
        } else if (step > 0) {
            range(i, end - step + 1, step, t, site, writes);
        } else {
            range(end - step, i + 1, -step, t, site, writes);
        }
    }

    /** Checks each {@code step}-th element, from the first on. */
    private void range(int from, int to, int step, ShadowThread t, int site, boolean writes) {
        if (from < 0 || to > length || from >= to) {
            return;
        }
        if (pages.length == 0) {
            page(0, from, to, step, length, t, site, writes);
            return;
        }
        int i = from;
        while (i >= 0 && i < to) {
            int p = i >>> PAGE_BITS;
            int start = p << PAGE_BITS;
            int n = pageLength(p);
            int end = Math.min(to - start, n);
            page(p, i - start, end, step, n, t, site, writes);
            // the next one behind this page
            i += (end - (i - start) + step - 1) / step * step;
        }
    }

    /** Accesses a part of page {@code p}, whose length is {@code n}. */
    private void page(int p, int from, int to, int step, int n, ShadowThread t, int site,
            boolean writes) {
        long[] s = pages.length == 0 ? words : pages[p];
        boolean all = from == 0 && to == n && step == 1;
        if (s == null || s.length == 0) {
            if (all) {
                part(whole, p, p + 1, 1, (p << PAGE_BITS) - p, t, site, writes);
                return;
            }
            s = page(p << PAGE_BITS);
        }
        part(s, from, Math.min(to, s.length), step, p << PAGE_BITS, t, site, writes);
        if (all && made <= MOST_MADE * Math.max(1, pages.length) && s.length == 2 * n
                && whole.length != 0 && isUniform(s)) {
            drop(p, s);
        }
    }

    private static boolean isUniform(long[] s) {
        for (int k = 2; k < s.length; k += 2) {
            if (s[k] != s[0] || s[k + 1] != s[1]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Drops the words of a page whose elements all have the same: one pair is enough. An access
     * that another thread records in the page at this moment is lost.
     */
    private synchronized void drop(int p, long[] s) {
        whole[2 * p] = s[0];
        whole[2 * p + 1] = s[1];
        if (pages.length == 0) {
            words = NO_WORDS;
        } else {
            pages[p] = null;
        }
    }

    /** @param first the index in the array of what the first words are for */
    private static void part(long[] words, int from, int to, int step, int first, ShadowThread t,
            int site, boolean writes) {
        if (writes) {
            writeAll(words, 2 * from, 2 * to, 2 * step, first, t, site);
        } else {
            readAll(words, 2 * from, 2 * to, 2 * step, first, t, site);
        }
        t.trail.element = -1;
    }

    /** Elements with the same words before it have the same words after it. */
    private static void readAll(long[] s, int from, int to, int step, int first, ShadowThread t,
            int site) {
        long w = -1;
        long r = 0;
        long result = 0;
        long epoch = t.epoch;
        for (int k = from; k < to; k += step) {
            long oldR = s[k + 1];
            if (oldR >>> Epoch.SITE_BITS != epoch && s[k] >>> Epoch.SITE_BITS != epoch) {
                if (s[k] != w || oldR != r) {
                    w = s[k];
                    r = oldR;
                    t.trail.element = first + k / 2;
                    result = Checks.read(w, r, t, site);
                }
                if (result != oldR) {
                    s[k + 1] = result;
                }
                if (t.epoch != epoch) {
                    return; // a handler has run: what it released, I have done before
                }
            }
        }
    }

    private static void writeAll(long[] s, int from, int to, int step, int first, ShadowThread t,
            int site) {
        long w = -1;
        long r = 0;
        long result = 0;
        long epoch = t.epoch;
        for (int k = from; k < to; k += step) {
            long oldW = s[k];
            if (oldW >>> Epoch.SITE_BITS != epoch) {
                if (oldW != w || s[k + 1] != r) {
                    w = oldW;
                    r = s[k + 1];
                    t.trail.element = first + k / 2;
                    result = Checks.write(w, r, t, site);
                }
                s[k] = result;
                if (t.epoch != epoch) {
                    return;
                }
            }
        }
    }

    /** Returns how many bytes the shadow of a large array takes as long as it has no page. */
    static int baseBytes(int length) {
        return (int) Math.min(Integer.MAX_VALUE, 3L * Long.BYTES * (length >>> PAGE_BITS));
    }

    /** Returns how many bytes it takes. */
    long allBytes() {
        return (length == 0 ? 0 : baseBytes(length)) + bytes();
    }

    /** Returns how many bytes its pages take. */
    long bytes() {
        long sum = 0;
        for (long[] p : pages) {
            sum += p == null ? 0 : 8L * p.length;
        }
        return sum;
    }
}
