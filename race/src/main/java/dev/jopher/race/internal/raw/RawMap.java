package dev.jopher.race.internal.raw;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Takes the place of a ConcurrentHashMap. */
public final class RawMap extends AbstractMap<Object, Object>
        implements
            ConcurrentMap<Object, Object> {
    private final Map<Object, Object> map = new HashMap<>();

    /** Returns the like of a {@code ConcurrentHashMap.newKeySet()}. */
    public static RawSet newKeySet() {
        return new RawSet();
    }

    @Override
    public synchronized @Nullable Object get(@Nullable Object key) {
        return map.get(key);
    }

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
        return map.put(key, value);
    }

    @Override
    public synchronized @Nullable Object putIfAbsent(Object key, Object value) {
        return map.putIfAbsent(key, value);
    }

    @Override
    public synchronized Object computeIfAbsent(Object key,
            Function<? super Object, ? extends Object> f) {
        return map.computeIfAbsent(key, f);
    }

    @Override
    public synchronized @Nullable Object remove(@Nullable Object key) {
        return map.remove(key);
    }

    @Override
    public synchronized boolean remove(@Nullable Object key, @Nullable Object value) {
        return map.remove(key, value);
    }

    @Override
    public synchronized boolean replace(Object key, Object from, Object to) {
        return map.replace(key, from, to);
    }

    @Override
    public synchronized @Nullable Object replace(Object key, Object value) {
        return map.replace(key, value);
    }

    /** Returns a copy: a view is not needed. */
    @Override
    public synchronized Set<Entry<Object, Object>> entrySet() {
        return new HashMap<>(map).entrySet();
    }
}
