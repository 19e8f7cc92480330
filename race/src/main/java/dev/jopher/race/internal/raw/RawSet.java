package dev.jopher.race.internal.raw;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Takes the place of a concurrent set. Iterators see what was in it when they were made. */
public final class RawSet extends AbstractSet<Object> {
    private final Set<Object> set;

    RawSet() {
        this(new HashSet<>());
    }

    private RawSet(Set<Object> set) {
        this.set = set;
    }

    @SuppressWarnings("unchecked")
    static Set<?> of(Set<?> set) {
        return new RawSet((Set<Object>) set);
    }

    @Override
    public synchronized boolean add(Object e) {
        return set.add(e);
    }

    @Override
    public synchronized boolean remove(@Nullable Object e) {
        return set.remove(e);
    }

    @Override
    public synchronized boolean removeAll(Collection<?> c) {
        return set.removeAll(c);
    }

    @Override
    public synchronized boolean contains(@Nullable Object e) {
        return set.contains(e);
    }

    @Override
    public synchronized void clear() {
        set.clear();
    }

    @Override
    public synchronized int size() {
        return set.size();
    }

    @Override
    public synchronized Object[] toArray() {
        return set.toArray();
    }

    @Override
    public Iterator<Object> iterator() {
        return Arrays.asList(toArray()).iterator();
    }
}
