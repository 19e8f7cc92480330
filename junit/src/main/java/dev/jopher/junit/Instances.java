package dev.jopher.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Makes instances of test classes as JUnit did: with the same arguments, and with what extensions
 * have put into fields since, such as a temporary folder or a mock.
 */
final class Instances {
    private static final Namespace NAMESPACE = Namespace.create(Instances.class);

    /** Identifies an instance, whose class may have an {@code equals} of its own. */
    private record Key(Object of) {
        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Key k && k.of == of;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(of);
        }
    }

    private record Made(Constructor<?> by, List<Object> arguments) {}

    private final List<Object> originals;
    private final List<@Nullable Made> made = new ArrayList<>();

    /** Finds how they were made: now, because under control objects have other hash codes. */
    Instances(List<Object> originals, ExtensionContext context) {
        this.originals = originals;
        for (Object o : originals) {
            @Nullable Made how = context.getStore(NAMESPACE).get(new Key(o), Made.class);
            made.add(how != null ? how : guess(o.getClass(), context));
        }
    }

    /**
     * Returns how the class of a nested one is made: JUnit lets no extension of the nested class
     * see that.
     */
    private static @Nullable Made guess(Class<?> type, ExtensionContext context) {
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            List<Object> arguments = new ArrayList<>();
            for (Class<?> p : c.getParameterTypes()) {
                arguments.add(p == TestInfo.class ? Lifecycle.info(context) : p);
            }
            if (!arguments.isEmpty() && arguments.stream().allMatch(a -> a instanceof TestInfo)) {
                return new Made(c, arguments);
            }
        }
        return null;
    }

    /** Records how JUnit has made an instance. */
    static void made(Object instance, ReflectiveInvocationContext<? extends Constructor<?>> call,
            ExtensionContext context) {
        if (!call.getArguments().isEmpty()) {
            context.getStore(NAMESPACE).put(new Key(instance),
                    new Made(call.getExecutable(), new ArrayList<>(call.getArguments())));
        }
    }

    /** Returns new instances: that of the outermost class first, each inner one with its outer. */
    List<Object> makeAnew() {
        List<Object> all = new ArrayList<>();
        for (Object original : originals) {
            Class<?> type = original.getClass();
            @Nullable Object outer = Modifier.isStatic(type.getModifiers()) || all.isEmpty()
                    ? null
                    : all.getLast();
            @Nullable Made how = made.get(all.size());
            Object instance = how != null && how.arguments.size() > (outer == null ? 0 : 1)
                    ? again(how, outer)
                    : outer == null
                            ? ReflectionSupport.newInstance(type)
                            : ReflectionSupport.newInstance(type, outer);
            inject(original, instance);
            all.add(instance);
        }
        return all;
    }

    private static Object again(Made how, @Nullable Object outer) {
        @Nullable Object[] arguments = how.arguments.toArray();
        if (outer != null) {
            arguments[0] = outer;
        }
        try {
            how.by.setAccessible(true);
            return how.by.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw Lifecycle.<RuntimeException>unchecked(e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets the fields that only the original has a value in: no method of the test has run yet. */
    private static void inject(Object original, Object instance) {
        for (@Nullable Class<?> c = original.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
                int modifiers = f.getModifiers();
                if (!Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)
                        && !f.getType().isPrimitive()) {
                    inject(f, original, instance);
                }
            }
        }
    }

    private static void inject(Field f, Object original, Object instance) {
        try {
            f.setAccessible(true);
            Object value = f.get(original);
            if (value != null && f.get(instance) == null) {
                f.set(instance, value);
            }
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            // its module is not open to this one: the field keeps what the constructor has set
        }
    }
}
