package dev.jopher.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {
    private static String function(String className, String method) {
        return Frames.function(new StackTraceElement(className, method, "X.java", 1));
    }

    @Test
    void lambdaHasGoNameOfFunctionLiteral() {
        assertThat(function("Sheep", "lambda$main$0")).isEqualTo("Sheep.main.func1");
        assertThat(function("Sheep", "lambda$count$12")).isEqualTo("Sheep.count.func13");
    }

    @Test
    void packageIsOmitted() {
        assertThat(function("com.acme.Worker", "run")).isEqualTo("Worker.run");
        assertThat(function("com.acme.Worker$Task", "run")).isEqualTo("Worker.Task.run");
    }

    @Test
    void libraryAndJdkClassesAreNotUserCode() {
        assertThat(Frames.isUser("Sheep")).isTrue();
        assertThat(Frames.isUser("dev.jopher.examples.Sheep")).isTrue();
        assertThat(Frames.isUser("dev.jopher.Channel")).isFalse();
        assertThat(Frames.isUser("dev.jopher.sync.Mutex$Hold")).isFalse();
        assertThat(Frames.isUser("java.lang.VirtualThread")).isFalse();
        assertThat(Frames.isUser("jdk.internal.vm.Continuation")).isFalse();
    }
}
