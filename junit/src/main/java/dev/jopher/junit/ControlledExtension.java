package dev.jopher.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Keeps JUnit from calling a test and the methods around it, and runs all of them under control.
 * JUnit counts a skipped call as one that has been made.
 */
abstract class ControlledExtension implements BeforeEachCallback, InvocationInterceptor {
    private final Namespace namespace = Namespace.create(getClass());

    /** Makes the calls of a test. */
    abstract void run(Lifecycle calls, ExtensionContext context);

    /** Returns whether the test is to be run under control by this extension. */
    abstract boolean isFor(ExtensionContext context);

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isFor(context)) {
            context.getStore(namespace).put(Lifecycle.class, new Lifecycle(context));
        }
    }

    private Lifecycle calls(ExtensionContext context) {
        return Objects.requireNonNull(
                context.getStore(namespace).get(Lifecycle.class, Lifecycle.class));
    }

    @Override
    public <T> T interceptTestClassConstructor(Invocation<T> invocation,
            ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context)
            throws Throwable {
        T instance = invocation.proceed();
        Instances.made(instance, constructor, context);
        return instance;
    }

    @Override
    public void interceptBeforeEachMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (isFor(context)) {
            calls(context).addBefore(method);
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    @Override
    public void interceptTestMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        intercept(invocation, method, context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        intercept(invocation, method, context);
    }

    private void intercept(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (isFor(context)) {
            invocation.skip();
            Lifecycle calls = calls(context);
            calls.test(method);
            run(calls, context);
        } else {
            invocation.proceed();
        }
    }

    @Override
    public void interceptAfterEachMethod(Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (isFor(context)) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }
}
