package dev.jopher.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The calls that make up one test: what JUnit was about to call before it, the test itself, and
 * what comes after it. They are recorded while JUnit is kept from making them, and then made as
 * often as needed.
 */
final class Lifecycle {
    /** @param depth the index of the instance: 0 for the outermost class */
    private record Call(Method method, List<@Nullable Object> arguments, int depth) {
        void on(List<Object> instances) {
            Object unused = ReflectionSupport.invokeMethod(method,
                    Modifier.isStatic(method.getModifiers()) ? null : instances.get(depth),
                    arguments.toArray());
        }
    }

    private final List<Object> instances;
    private final boolean isPerClass;
    private final Instances made;
    private final List<Call> before = new ArrayList<>();
    private final List<Call> after = new ArrayList<>();
    private @Nullable Call test;

    Lifecycle(ExtensionContext context) {
        instances = context.getRequiredTestInstances().getAllInstances();
        made = new Instances(instances, context);
        isPerClass = context.getTestInstanceLifecycle().equals(
                Optional.of(TestInstance.Lifecycle.PER_CLASS));
        for (int depth = instances.size() - 1; depth >= 0; depth--) {
            List<Method> methods = new ArrayList<>(AnnotationSupport.findAnnotatedMethods(
                    instances.get(depth).getClass(), AfterEach.class,
                    HierarchyTraversalMode.BOTTOM_UP));
            for (Method m : methods) {
                after.add(new Call(m, arguments(m, context), depth));
            }
        }
    }

    private static List<@Nullable Object> arguments(Method m, ExtensionContext context) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Class<?> type : m.getParameterTypes()) {
            if (type != TestInfo.class) {
                throw new IllegalStateException(m + ": an @AfterEach method may have no parameters"
                        + " here but a TestInfo");
            }
            arguments.add(info(context));
        }
        return arguments;
    }

    static TestInfo info(ExtensionContext context) {
        return new Info(context.getDisplayName(), context.getTags(), context.getTestClass(),
                context.getTestMethod());
    }

    void addBefore(ReflectiveInvocationContext<Method> call) {
        before.add(call(call));
    }

    void test(ReflectiveInvocationContext<Method> call) {
        test = call(call);
    }

    private Call call(ReflectiveInvocationContext<Method> call) {
        Object target = call.getTarget().orElse(null);
        int depth = Math.max(0, instances.indexOf(target));
        return new Call(call.getExecutable(),
                Collections.unmodifiableList(new ArrayList<@Nullable Object>(call.getArguments())),
                depth);
    }

    /** Makes all calls on the test's own instance. */
    void run() {
        run(instances);
    }

    /** Makes all calls on an instance of their own, unless the tests of the class share one. */
    void runAnew() {
        run(isPerClass ? instances : made.makeAnew());
    }

    private void run(List<Object> on) {
        Throwable failure = null;
        try {
            before.forEach(call -> call.on(on));
            if (test != null) {
                test.on(on);
            }
        } catch (Throwable e) {
            failure = e;
        }
        for (Call call : after) {
            try {
                call.on(on);
            } catch (Throwable e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw Lifecycle.<RuntimeException>unchecked(failure);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> E unchecked(Throwable e) throws E {
        throw (E) e;
    }

    private record Info(String getDisplayName, Set<String> getTags, Optional<Class<?>> getTestClass,
            Optional<Method> getTestMethod) implements TestInfo {
        @Override
        public String getDisplayName() {
            return getDisplayName;
        }

        @Override
        public Set<String> getTags() {
            return getTags;
        }

        @Override
        public Optional<Class<?>> getTestClass() {
            return getTestClass;
        }

        @Override
        public Optional<Method> getTestMethod() {
            return getTestMethod;
        }
    }
}
