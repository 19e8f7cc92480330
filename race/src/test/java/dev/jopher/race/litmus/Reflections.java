package dev.jopher.race.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Objects;

/** Accesses through reflection and method handles are accesses. */
final class Reflections {
    private Reflections() {}

    /** {@code Field.setInt}, and an access of the code. */
    static final class SetInt extends Litmus {
        int x;

        void set() throws ReflectiveOperationException {
            Field f = SetInt.class.getDeclaredField("x");
            f.setInt(this, 1);
        }

        @Override
        void racy() throws Exception {
            inTurn(this::set, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    set();
                }
            }, () -> {
                synchronized (this) {
                    x = 2;
                }
            });
        }
    }

    /** {@code Field.get} reads. */
    static final class Get extends Litmus {
        Object x = "";

        void get() throws ReflectiveOperationException {
            Get.class.getDeclaredField("x").get(this);
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> x = "a", this::get);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(this::get, this::get);
        }
    }

    /** A volatile field is volatile for {@code Field}, too. */
    static final class VolatileField extends Litmus {
        volatile int v;
        int plain;
        int x;

        void set(String field) throws ReflectiveOperationException {
            VolatileField.class.getDeclaredField(field).setInt(this, 1);
        }

        int get(String field) throws ReflectiveOperationException {
            return VolatileField.class.getDeclaredField(field).getInt(this);
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                x = 1;
                set("plain");
            }, () -> {
                Fields.use(get("plain"));
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                set("v");
            }, () -> {
                Fields.use(get("v"));
                x = 2;
            });
        }
    }

    /** {@code Array.setInt}. */
    static final class ArrayElement extends Litmus {
        final int[] a = new int[3];

        @Override
        void racy() throws Exception {
            inTurn(() -> Array.setInt(a, 1, 1), () -> a[1] = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Array.setInt(a, 0, 1), () -> a[1] = 2);
        }
    }

    /** A method handle that sets a field. */
    static final class Setter extends Litmus {
        int x;

        void set() throws Exception {
            MethodHandle h = MethodHandles.lookup().findSetter(Setter.class, "x", int.class);
            try {
                h.invokeExact(this, 1);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(this::set, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    set();
                }
            }, () -> {
                synchronized (this) {
                    x = 2;
                }
            });
        }
    }

    /** A method handle that gets and one that sets a volatile field. */
    static final class VolatileHandles extends Litmus {
        volatile int flag;
        int x;

        private Object get() throws Exception {
            MethodHandle h = MethodHandles.lookup().findGetter(VolatileHandles.class, "flag",
                    int.class);
            try {
                return (int) h.invokeExact(this);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        private void set() throws Exception {
            MethodHandle h = MethodHandles.lookup().findSetter(VolatileHandles.class, "flag",
                    int.class);
            try {
                h.invokeExact(this, 1);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                x = 1;
                get();
            }, () -> {
                get();
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                set();
            }, () -> {
                int v = flag;
                x = 2;
                flag = v;
            }, () -> {
                get();
                x = 3;
            });
        }
    }

    /** A method that is called by reflection. */
    static final class Invoke extends Litmus {
        int x;

        @SuppressWarnings("unused")
        synchronized void locked() {
            x++;
        }

        void call(String name) throws ReflectiveOperationException {
            Invoke.class.getDeclaredMethod(name).invoke(this);
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> call("locked"), () -> x++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> call("locked"), () -> call("locked"));
        }
    }

    /** Classes of the same name from two loaders: a static field of them is two variables. */
    static final class TwoLoaders extends Litmus {
        /** The class that each loader has. */
        public static final class Held {
            public static int x;
        }

        /** Loads that class itself, and all others by its parent. */
        private static final class Own extends ClassLoader {
            Own() {
                super(TwoLoaders.class.getClassLoader());
            }

            Class<?> load() throws IOException {
                String name = Held.class.getName();
                try (InputStream in = Objects.requireNonNull(
                        getResourceAsStream(name.replace('.', '/') + ".class"))) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                }
            }
        }

        final VarHandle one = handle(Held.class);
        final VarHandle other = handle(new Own().load());

        TwoLoaders() throws IOException {}

        private static VarHandle handle(Class<?> c) {
            try {
                return MethodHandles.publicLookup().findStaticVarHandle(c, "x", int.class);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> other.set(1), () -> other.set(2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> one.set(1), () -> other.set(2));
        }
    }

    /** A setter within another handle, and a getter, are still those of a volatile field. */
    static final class Adapted extends Litmus {
        volatile int flag;
        int x;

        MethodHandle setter() throws ReflectiveOperationException {
            return MethodHandles.lookup().findSetter(Adapted.class, "flag", int.class)
                    .bindTo(this);
        }

        MethodHandle getter() throws ReflectiveOperationException {
            return MethodHandles.insertArguments(MethodHandles.lookup()
                    .findGetter(Adapted.class, "flag", int.class), 0, this);
        }

        static void call(MethodHandle h, int... arguments) {
            try {
                if (arguments.length == 0) {
                    Fields.use((int) h.invokeExact());
                } else {
                    h.invokeExact(arguments[0]);
                }
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                x = 1;
                call(getter());
            }, () -> {
                call(getter());
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                call(setter(), 1);
            }, () -> {
                int v = flag;
                x = 2;
                flag = v;
            }, () -> {
                call(getter());
                x = 3;
            });
        }
    }

    /** A method handle with the mode of a variable handle. */
    static final class ModeHandle extends Litmus {
        static final VarHandle FLAG = handle();
        int flag;
        int x;

        private static VarHandle handle() {
            try {
                return MethodHandles.lookup().findVarHandle(ModeHandle.class, "flag", int.class);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        void set(VarHandle.AccessMode mode) {
            try {
                FLAG.toMethodHandle(mode).invokeExact(this, 1);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        int get() {
            try {
                return (int) MethodHandles.varHandleInvoker(VarHandle.AccessMode.GET_ACQUIRE,
                        MethodType.methodType(int.class, ModeHandle.class))
                        .invokeExact(FLAG, this);
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                x = 1;
                set(VarHandle.AccessMode.SET);
            }, () -> {
                Fields.use(get());
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                set(VarHandle.AccessMode.SET_RELEASE);
            }, () -> {
                Fields.use(get());
                x = 2;
            });
        }
    }
}
