package dev.jopher.race.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;

import org.jspecify.annotations.Nullable;

/** Copies of objects by {@code clone}, and fields of the same name. */
final class Copies {
    private Copies() {}

    static final class Point implements Cloneable {
        int x;
        int y;

        Point copy() {
            try {
                return (Point) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A clone that is made again if a writer came between. */
    static final class OptimisticClone extends Litmus {
        final Point point = new Point();
        final StampedLock lock = new StampedLock();

        @Override
        void racy() throws Exception {
            inTurn(() -> point.x = 1, () -> Fields.use(point.copy().x));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                long stamp = lock.writeLock();
                point.x = 1;
                point.y = 1;
                lock.unlockWrite(stamp);
            }, () -> {
                long stamp = lock.tryOptimisticRead();
                Point p = point.copy();
                if (!lock.validate(stamp)) {
                    stamp = lock.readLock();
                    p = point.copy();
                    lock.unlockRead(stamp);
                }
                Fields.use(p.x + p.y);
            });
        }
    }

    static final class Holder implements Cloneable {
        volatile @Nullable Map<String, String> map;

        Holder copy() {
            try {
                return (Holder) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A clone reads the volatile fields of its original. */
    static final class ClonedVolatile extends Litmus {
        final Holder holder = new Holder();

        private void read() {
            Map<String, String> map = holder.copy().map;
            if (map != null) {
                map.get("k");
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                Map<String, String> map = new HashMap<>();
                holder.map = map;
                map.put("k", "v");
            }, this::read);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                Map<String, String> map = new HashMap<>();
                map.put("k", "v");
                holder.map = map;
            }, this::read);
        }
    }

    static final class Row extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        int n;
    }

    /** A clone by the JDK's method, which the class does not override. */
    static final class ClonedList extends Litmus {
        final Row row = new Row();

        @Override
        void racy() throws Exception {
            inTurn(() -> row.n = 1, () -> Fields.use(((Row) row.clone()).n));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Fields.use(row.n), () -> {
                Row c = (Row) row.clone();
                c.n = 5;
            });
        }
    }

    static class Base {
        int x;
    }

    static final class Sub extends Base {
        static final VarHandle X;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(Sub.class, "x", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        volatile int x;
    }

    /** A volatile field that hides a plain one. */
    static final class HiddenField extends Litmus {
        final Sub sub = new Sub();

        @Override
        void racy() throws Exception {
            inTurn(() -> ((Base) sub).x = 1, () -> Fields.use(((Base) sub).x));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Sub.X.getAndAdd(sub, 1), () -> ((Base) sub).x = 1);
        }
    }
}
