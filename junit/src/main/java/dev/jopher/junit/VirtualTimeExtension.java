package dev.jopher.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test in a bubble. A test that is explored has virtual time anyway. */
final class VirtualTimeExtension extends ControlledExtension {
    /** Makes an extension, for JUnit. */
    VirtualTimeExtension() {}

    @Override
    boolean isFor(ExtensionContext context) {
        return !AnnotationSupport.isAnnotated(context.getTestMethod(), Explore.class);
    }

    @Override
    void run(Lifecycle calls, ExtensionContext context) {
        Explorer.required("@VirtualTime").inBubble(calls::run, context.getRequiredTestClass());
    }
}
