import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.jopher.explore.Explore;
import dev.jopher.explore.ExploreOptions;
import org.jctools.maps.NonBlockingHashMap;
import org.jctools.maps.NonBlockingHashMapLong;

/** The maps of JCTools must be linearizable. */
final class Maps {
    private static final long KEY = 5;

    private Maps() {}

    static void anyKey(ExploreOptions options) {
        check(options, NonBlockingHashMap<Long, Integer>::new);
    }

    static void longKey(ExploreOptions options) {
        check(options, NonBlockingHashMapLong<Integer>::new);
    }

    private static <M extends Map<Long, Integer>> void check(ExploreOptions options,
            Supplier<M> subject) {
        Explore.linearizable(subject, HashMap<Long, Integer>::new)
                .operation("put 1", m -> m.put(KEY, 1), m -> m.put(KEY, 1))
                .operation("put 2", m -> m.put(KEY, 2), m -> m.put(KEY, 2))
                .operation("putIfAbsent 3", m -> m.putIfAbsent(KEY, 3),
                        m -> m.putIfAbsent(KEY, 3))
                .operation("get", m -> m.get(KEY), m -> m.get(KEY))
                .operation("remove", m -> m.remove(KEY), m -> m.remove(KEY))
                .size(2, 2).options(options).check();
    }
}
