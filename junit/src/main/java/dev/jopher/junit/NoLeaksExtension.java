package dev.jopher.junit;

import java.lang.reflect.Method;
import java.util.Objects;

import dev.jopher.GoroutineScope;
import dev.jopher.Goroutines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Opens one scope for each test, from before its {@code @BeforeEach} methods until after its {@code
 * @AfterEach} methods. JUnit may run each of these methods on a thread of its own, for a timeout;
 * so each includes itself.
 */
final class NoLeaksExtension
        implements
            BeforeEachCallback,
            AfterEachCallback,
            InvocationInterceptor {
    private static final Namespace NAMESPACE = Namespace.create(NoLeaksExtension.class);

    /**
     * Makes an extension, for JUnit.
     *
     */
    NoLeaksExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put(GoroutineScope.class, Goroutines.watch());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        watch(context).close();
    }

    @Override
    public void interceptBeforeEachMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watched(invocation, context);
    }

    @Override
    public void interceptTestMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watched(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watched(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watched(invocation, context);
    }

    private static void watched(Invocation<@Nullable Void> invocation, ExtensionContext context)
            throws Throwable {
        try (var _ = watch(context).include()) {
            invocation.proceed();
        }
    }

    private static GoroutineScope watch(ExtensionContext context) {
        return Objects
                .requireNonNull(store(context).get(GoroutineScope.class, GoroutineScope.class));
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
