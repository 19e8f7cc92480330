package dev.jopher.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test under many schedules; the one that has failed last time first. */
final class ExploreExtension extends ControlledExtension
        implements
            TestTemplateInvocationContextProvider {
    /** Makes an extension, for JUnit. */
    ExploreExtension() {}

    /** Returns whether the method has no other annotation that says how often it runs. */
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        for (Annotation a : context.getRequiredTestMethod().getAnnotations()) {
            if (a.annotationType() != Explore.class
                    && AnnotationSupport.isAnnotated(a.annotationType(), TestTemplate.class)) {
                return false;
            }
        }
        return isFor(context);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        String name = explore(context).schedules() + " schedules";
        return Stream.of(new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int invocationIndex) {
                return name;
            }
        });
    }

    @Override
    boolean isFor(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), Explore.class);
    }

    private static Explore explore(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        return AnnotationSupport.findAnnotation(method, Explore.class).orElseThrow();
    }

    @Override
    void run(Lifecycle calls, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Explorer explorer = Explorer.required("@Explore");
        StoredSchedule stored = StoredSchedule.of(context);
        Assumptions test = new Assumptions(calls::runAnew);
        if (stored.exists()) {
            explorer.replay(stored.file(), test, type);
            stored.delete();
        }
        explorer.explore(explore(context), test, type, stored::write);
        test.check();
    }
}
