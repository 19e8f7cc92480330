package dev.jopher.race.litmus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

import dev.jopher.race.internal.litmus.Turns;

/** What a thread can find out about others by the state of something, and what hands over bytes. */
final class Monitoring {
    private Monitoring() {}

    /** A set as a lock: to add what another thread has removed comes after that. */
    static final class HashSetAsLock extends Litmus {
        final Set<Integer> busy = ConcurrentHashMap.newKeySet();
        int x;

        void locked(Runnable r) {
            while (!busy.add(1)) {
                Thread.yield();
            }
            r.run();
            busy.remove(1);
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> locked(() -> x = 2));
        }

        @Override
        void fixed() throws Exception {
            busy.add(17); // in the same bin
            busy.add(33);
            anyOrder(() -> locked(() -> x = 1), () -> locked(() -> x = 2));
        }
    }

    /** The same with a sorted set. */
    static final class SkipListAsLock extends Litmus {
        final Set<Integer> busy = new ConcurrentSkipListSet<>(List.of(17, 33));
        int x;

        void locked(Runnable r) {
            while (!busy.add(1)) {
                Thread.yield();
            }
            r.run();
            busy.remove(1);
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> x = 1, () -> locked(() -> x = 2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> locked(() -> x = 1), () -> locked(() -> x = 2));
        }
    }

    /** A lock that is seen unlocked. */
    static final class Unlocked extends Litmus {
        final ReentrantLock lock = new ReentrantLock();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                lock.lock();
                lock.unlock();
                x = 1;
            }, () -> {
                Fields.use(lock.isLocked() ? 1 : 0);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                lock.lock();
                x = 1;
                lock.unlock();
            }, () -> {
                Fields.use(lock.isLocked() ? 1 : 0);
                x = 2;
            });
        }
    }

    /** The same with locks that have a view for readers. */
    static final class WriteUnlocked extends Litmus {
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        final StampedLock stamped = new StampedLock();
        int x;
        int y;

        void look() {
            Fields.use(lock.isWriteLocked() || stamped.isWriteLocked() ? 1 : 0);
            x = 2;
            y = 2;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                lock.writeLock().lock();
                lock.writeLock().unlock();
                x = 1;
            }, this::look);
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                lock.writeLock().lock();
                x = 1;
                lock.writeLock().unlock();
                long s = stamped.writeLock();
                y = 1;
                stamped.unlockWrite(s);
            }, this::look);
        }
    }

    /** A permit that is seen. */
    static final class Permits extends Litmus {
        final Semaphore s = new Semaphore(0);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                s.release();
                x = 1;
            }, () -> {
                Fields.use(s.availablePermits());
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                s.release();
            }, () -> {
                Fields.use(s.availablePermits());
                x = 2;
            });
        }
    }

    /** The number of a pool's tasks that are done. */
    static final class Completed extends Litmus {
        final Turns turns = new Turns();
        int x;

        void run(boolean counts) {
            try (ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1)) {
                pool.execute(() -> {
                    x = 1;
                    turns.next();
                });
                turns.await(1);
                while (counts && pool.getCompletedTaskCount() == 0) {
                    Thread.yield();
                }
                x = 2;
            }
        }

        @Override
        void racy() throws Exception {
            run(false);
        }

        @Override
        void fixed() throws Exception {
            run(true);
        }
    }

    /** A pipe orders what is written before with what is read after. */
    static final class Pipe extends Litmus {
        final PipedOutputStream out = new PipedOutputStream();
        int x;

        void write() throws IOException {
            out.write(1);
            out.flush();
        }

        @Override
        void racy() throws Exception {
            try (out; PipedInputStream in = new PipedInputStream(out)) {
                inTurn(() -> {
                    write();
                    x = 1;
                }, () -> x = in.read());
            }
        }

        @Override
        void fixed() throws Exception {
            try (out; PipedInputStream in = new PipedInputStream(out)) {
                anyOrder(() -> {
                    x = 1;
                    write();
                }, () -> x = in.read());
            }
        }
    }

    /** So does a stream of bytes that two threads share. */
    static final class Bytes extends Litmus {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                out.write(1);
                x = 1;
            }, () -> x = out.size());
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                out.write(1);
            }, () -> x = out.size());
        }
    }

    /** An asynchronous operation happens before the call of its handler. */
    static final class Handler extends Litmus {
        final CountDownLatch called = new CountDownLatch(1);
        final Turns turns = new Turns();
        int x;

        /** Connects only when all is ready: so the handler is called by another thread. */
        void run(Runnable before, Runnable after) throws Exception {
            try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                before.run();
                server.accept("", new CompletionHandler<AsynchronousSocketChannel, String>() {
                    @Override
                    public void completed(AsynchronousSocketChannel c, String s) {
                        x++;
                        turns.next();
                        called.countDown();
                        close(c);
                    }

                    @Override
                    public void failed(Throwable e, String s) {}
                });
                try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
                    var unused = c.connect(server.getLocalAddress());
                    after.run();
                    called.await();
                }
                Fields.use(x);
            }
        }

        private static void close(AsynchronousSocketChannel c) {
            try {
                c.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void racy() throws Exception {
            run(() -> {}, () -> {
                turns.await(1);
                x = 1;
            });
        }

        @Override
        void fixed() throws Exception {
            run(() -> x = 1, () -> {});
        }
    }
}
