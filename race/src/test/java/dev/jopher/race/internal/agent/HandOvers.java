package dev.jopher.race.internal.agent;

import static dev.jopher.race.internal.agent.Handing.pair;
import static dev.jopher.race.internal.agent.Handing.sequence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Supplier;

/**
 * A program that hands something over with each primitive of the JDK, on platform and on virtual
 * threads, and prints whether the receiving thread then knows what the giving one had done before.
 * It asks the clocks, so it needs no checked fields. Started by {@link HandOversIT}.
 */
final class HandOvers {
    private HandOvers() {}

    public static void main(String[] args) throws Exception {
        for (boolean virtual : new boolean[] {false, true}) {
            locks(virtual);
            queues(virtual);
            maps(virtual);
            atomics(virtual);
            rendezvous(virtual);
            TaskHandOvers.all(virtual);
            unordered(virtual);
        }
        System.out.println("end");
    }

    private static void locks(boolean v) throws Exception {
        for (boolean fair : new boolean[] {false, true}) {
            String f = fair ? " fair" : "";
            sequence("ReentrantLock" + f, v, () -> new ReentrantLock(fair), HandOvers::pass,
                    HandOvers::pass);
            sequence("ReentrantLock.tryLock" + f, v, () -> new ReentrantLock(fair),
                    HandOvers::tryPass, HandOvers::tryPass);
            sequence("ReadWriteLock write-read" + f, v, () -> new ReentrantReadWriteLock(fair),
                    l -> pass(l.writeLock()), l -> pass(l.readLock()));
            sequence("ReadWriteLock read-write" + f, v, () -> new ReentrantReadWriteLock(fair),
                    l -> pass(l.readLock()), l -> pass(l.writeLock()));
            sequence("ReadWriteLock write-write" + f, v, () -> new ReentrantReadWriteLock(fair),
                    l -> tryPass(l.writeLock()), l -> tryPass(l.writeLock()));
            pair("Semaphore" + f, v, () -> new Semaphore(0, fair), Semaphore::release,
                    Semaphore::acquire);
        }
        sequence("Condition", v, Waiting::new, Waiting::signal, Waiting::await);
        pair("Condition waits", v, Waiting::new, Waiting::signal, Waiting::await);
        sequence("StampedLock write-read", v, StampedLock::new,
                l -> l.unlockWrite(l.writeLock()), l -> l.unlockRead(l.readLock()));
        sequence("StampedLock read-write", v, StampedLock::new,
                l -> l.unlockRead(l.readLock()), l -> l.unlockWrite(l.writeLock()));
        sequence("StampedLock optimistic", v, StampedLock::new,
                l -> l.unlockWrite(l.writeLock()), l -> l.validate(l.tryOptimisticRead()));
        sequence("StampedLock views", v, StampedLock::new,
                l -> pass(l.asWriteLock()), l -> pass(l.asReadLock()));
        sequence("own synchronizer", v, OwnLock::new, l -> l.release(1), l -> l.acquire(1));
        pair("CountDownLatch", v, () -> new CountDownLatch(1), CountDownLatch::countDown,
                CountDownLatch::await);
    }

    private static void pass(Lock lock) {
        lock.lock();
        lock.unlock();
    }

    private static void tryPass(Lock lock) {
        while (!lock.tryLock()) {
            Thread.yield();
        }
        lock.unlock();
    }

    private static final class Waiting {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean set;

        void signal() {
            lock.lock();
            set = true;
            changed.signalAll();
            lock.unlock();
        }

        void await() throws InterruptedException {
            lock.lock();
            while (!set) {
                changed.await();
            }
            lock.unlock();
        }
    }

    private static final class OwnLock extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1;

        OwnLock() {
            setState(1);
        }

        @Override
        protected boolean tryAcquire(int n) {
            return compareAndSetState(0, 1);
        }

        @Override
        protected boolean tryRelease(int n) {
            setState(0);
            return true;
        }
    }

    private static void queues(boolean v) throws Exception {
        List<Supplier<BlockingQueue<Object>>> all = List.of(() -> new ArrayBlockingQueue<>(1),
                LinkedBlockingQueue::new, LinkedBlockingDeque::new, SynchronousQueue::new,
                () -> new SynchronousQueue<>(true), LinkedTransferQueue::new);
        for (Supplier<BlockingQueue<Object>> s : all) {
            String name = s.get().getClass().getSimpleName();
            pair(name + " put-take", v, s, q -> q.put(new Object()), BlockingQueue::take);
            pair(name + " poll", v, s, q -> q.put(new Object()), q -> {
                while (q.poll() == null) {
                    Thread.yield();
                }
            });
        }
        pair("SynchronousQueue take-put", v, SynchronousQueue<Object>::new, SynchronousQueue::take,
                q -> q.put(1));
        pair("LinkedTransferQueue take-transfer", v, LinkedTransferQueue<Object>::new,
                LinkedTransferQueue::take, q -> q.transfer(1));
        pair("PriorityBlockingQueue", v, PriorityBlockingQueue<Integer>::new, q -> q.put(1),
                PriorityBlockingQueue::take);
        pair("ConcurrentLinkedQueue", v, ConcurrentLinkedQueue<Object>::new, q -> q.add(1), q -> {
            while (q.poll() == null) {
                Thread.yield();
            }
        });
        pair("ConcurrentLinkedQueue iterator", v, ConcurrentLinkedQueue<Object>::new, q -> q.add(1),
                q -> {
                    while (!q.iterator().hasNext()) {
                        Thread.yield();
                    }
                });
        pair("ConcurrentLinkedDeque", v, ConcurrentLinkedDeque<Object>::new, q -> q.addFirst(1),
                q -> {
                    while (q.pollLast() == null) {
                        Thread.yield();
                    }
                });
        pair("CopyOnWriteArrayList", v, CopyOnWriteArrayList<Object>::new, q -> q.add(1), q -> {
            while (q.isEmpty()) {
                Thread.yield();
            }
        });
        sequence("Vector", v, Vector<Object>::new, q -> q.add(1), q -> q.get(0));
        sequence("Hashtable", v, Hashtable<Object, Object>::new, q -> q.put(1, 2), q -> q.get(1));
        sequence("StringBuffer", v, StringBuffer::new, q -> q.append(1), q -> q.charAt(0));
        sequence("synchronizedList", v, () -> Collections.synchronizedList(new ArrayList<>()),
                q -> q.add(1), q -> q.get(0));
        sequence("synchronizedMap", v, () -> Collections.synchronizedMap(new java.util.HashMap<>()),
                q -> q.put(1, 1), q -> q.get(1));
    }

    private static void maps(boolean v) throws Exception {
        List<Supplier<ConcurrentMap<Object, Object>>> all = List.of(ConcurrentHashMap::new,
                ConcurrentSkipListMap::new);
        for (Supplier<ConcurrentMap<Object, Object>> s : all) {
            String name = s.get().getClass().getSimpleName();
            pair(name + " get", v, s, m -> m.put(1, 1), m -> spin(() -> m.get(1) != null));
            pair(name + " containsKey", v, s, m -> m.put(1, 1), m -> spin(() -> m.containsKey(1)));
            pair(name + " size", v, s, m -> m.put(1, 1), m -> spin(() -> m.size() == 1));
            pair(name + " keys", v, s, m -> m.put(1, 1),
                    m -> spin(() -> m.keySet().iterator().hasNext()));
            pair(name + " values", v, s, m -> m.put(1, 1), m -> spin(() -> {
                for (Object x : m.values()) {
                    return true;
                }
                return false;
            }));
            pair(name + " replace", v, () -> with(s.get(), 1), m -> m.put(1, 2),
                    m -> spin(() -> m.get(1).equals(2)));
            pair(name + " compute", v, s, m -> m.merge(1, 1, (a, b) -> b),
                    m -> spin(() -> m.computeIfPresent(1, (k, x) -> x) != null));
            pair(name + " grows", v, s, m -> {
                for (int i = 0; i < 100; i++) {
                    m.put(i, i);
                }
            }, m -> spin(() -> m.get(77) != null));
        }
        sequence("ConcurrentHashMap remove", v, () -> with(new ConcurrentHashMap<>(), 1),
                m -> m.remove(1), m -> m.putIfAbsent(1, 1));
        pair("ConcurrentHashMap trees", v, ConcurrentHashMap<Object, Object>::new, m -> {
            for (int i = 0; i < 200; i++) {
                m.put(new Same(i), i);
            }
        }, m -> spin(() -> m.get(new Same(150)) != null));
    }

    /** A key in one bin with all others. */
    private record Same(int i) implements Comparable<Same> {
        @Override
        public int hashCode() {
            return 7;
        }

        @Override
        public int compareTo(Same s) {
            return Integer.compare(i, s.i);
        }
    }

    private static <M extends Map<Object, Object>> M with(M map, Object key) {
        map.put(key, 1);
        return map;
    }

    private static void spin(java.util.function.BooleanSupplier until) {
        while (!until.getAsBoolean()) {
            Thread.yield();
        }
    }

    @SuppressWarnings("unused")
    private static final class Fields {
        static final AtomicIntegerFieldUpdater<Fields> I =
                AtomicIntegerFieldUpdater.newUpdater(Fields.class, "i");
        static final AtomicLongFieldUpdater<Fields> L =
                AtomicLongFieldUpdater.newUpdater(Fields.class, "l");
        static final AtomicReferenceFieldUpdater<Fields, Object> R =
                AtomicReferenceFieldUpdater.newUpdater(Fields.class, Object.class, "r");
        volatile int i;
        volatile long l;
        volatile Object r;
    }

    private static void atomics(boolean v) throws Exception {
        pair("AtomicInteger", v, AtomicInteger::new, a -> a.set(1), a -> spin(() -> a.get() == 1));
        pair("AtomicInteger lazy", v, AtomicInteger::new, a -> a.lazySet(1),
                a -> spin(() -> a.getAcquire() == 1));
        pair("AtomicInteger CAS", v, AtomicInteger::new, a -> a.incrementAndGet(),
                a -> spin(() -> a.compareAndSet(1, 2)));
        pair("AtomicLong", v, AtomicLong::new, a -> a.addAndGet(3), a -> spin(() -> a.get() == 3));
        pair("AtomicBoolean", v, AtomicBoolean::new, a -> a.set(true), a -> spin(a::get));
        pair("AtomicReference", v, AtomicReference<Object>::new, a -> a.set(1),
                a -> spin(() -> a.get() != null));
        pair("AtomicMarkableReference", v, () -> new AtomicMarkableReference<>("", false),
                a -> a.set("", true), a -> spin(a::isMarked));
        pair("AtomicStampedReference", v, () -> new AtomicStampedReference<>("", 0),
                a -> a.set("", 1), a -> spin(() -> a.getStamp() == 1));
        pair("AtomicIntegerArray", v, () -> new AtomicIntegerArray(9), a -> a.set(7, 1),
                a -> spin(() -> a.get(7) == 1));
        pair("AtomicLongArray", v, () -> new AtomicLongArray(9), a -> a.incrementAndGet(7),
                a -> spin(() -> a.get(7) == 1));
        pair("AtomicReferenceArray", v, () -> new AtomicReferenceArray<>(9), a -> a.set(7, 1),
                a -> spin(() -> a.get(7) != null));
        pair("AtomicIntegerFieldUpdater", v, Fields::new, a -> Fields.I.set(a, 1),
                a -> spin(() -> Fields.I.get(a) == 1));
        pair("AtomicLongFieldUpdater", v, Fields::new, a -> Fields.L.incrementAndGet(a),
                a -> spin(() -> Fields.L.get(a) == 1));
        pair("AtomicReferenceFieldUpdater", v, Fields::new,
                a -> Fields.R.compareAndSet(a, null, 1), a -> spin(() -> Fields.R.get(a) != null));
        pair("LongAdder", v, LongAdder::new, LongAdder::increment, a -> spin(() -> a.sum() == 1));
        pair("LongAccumulator", v, () -> new LongAccumulator(Long::max, 0), a -> a.accumulate(1),
                a -> spin(() -> a.get() == 1));
    }

    private static void rendezvous(boolean v) throws Exception {
        pair("CyclicBarrier", v, () -> new CyclicBarrier(2), CyclicBarrier::await,
                CyclicBarrier::await);
        pair("Phaser", v, () -> new Phaser(2), Phaser::arrive, Phaser::arriveAndAwaitAdvance);
        pair("Exchanger", v, Exchanger<Object>::new, x -> x.exchange(1), x -> x.exchange(2));
        pair("CompletableFuture.get", v, CompletableFuture<Object>::new, f -> f.complete(1),
                CompletableFuture::get);
        pair("CompletableFuture.join exception", v, CompletableFuture<Object>::new,
                f -> f.completeExceptionally(new Exception()), f -> {
                    try {
                        f.join();
                    } catch (CompletionException e) {
                        return;
                    }
                });
        pair("FutureTask", v, () -> new FutureTask<Object>(() -> 1), FutureTask::run,
                FutureTask::get);
    }

    /** What must not order anything. */
    private static void unordered(boolean v) throws Exception {
        sequence("! nothing", v, Object::new, x -> {}, x -> {});
        sequence("! other locks", v, Object::new, x -> pass(new ReentrantLock()),
                x -> pass(new ReentrantLock()));
        sequence("! readers", v, ReentrantReadWriteLock::new, l -> pass(l.readLock()),
                l -> pass(l.readLock()));
        sequence("! stamped readers", v, StampedLock::new, l -> l.unlockRead(l.readLock()),
                l -> l.unlockRead(l.readLock()));
        sequence("! other keys", v, () -> with(new ConcurrentHashMap<>(), 1), m -> m.put(2, 1),
                m -> m.get(1));
        sequence("! new keys", v, ConcurrentHashMap<Object, Object>::new, m -> m.put(2, 1),
                m -> m.put(3, 1));
        sequence("! producers", v, ConcurrentLinkedQueue<Object>::new, q -> q.add(1),
                q -> q.add(2));
        sequence("! adders", v, LongAdder::new, LongAdder::increment, LongAdder::increment);
        sequence("! print", v, Object::new, x -> System.err.print(""), x -> System.err.print(""));
        sequence("! Math.random", v, Object::new, x -> Math.random(), x -> Math.random());
        sequence("! acquirers", v, () -> new Semaphore(2), Semaphore::acquire, Semaphore::acquire);
        sequence("! futures", v, Object::new,
                x -> CompletableFuture.completedFuture(1).get(),
                x -> CompletableFuture.completedFuture(1).get());
        sequence("! own pools", v, Object::new, x -> new ForkJoinPool(1).submit(() -> 1).get(),
                x -> new ForkJoinPool(1).submit(() -> 1).get());
    }
}
