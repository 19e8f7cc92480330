package dev.jopher.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs under many schedules, until one fails. In place of {@code @Test}, or next to
 * {@code @ParameterizedTest} or {@code @RepeatedTest}.
 *
 * {@snippet :
 * @Explore(schedules = 1000)
 * void twoWithdrawalsAtOnce() { }
 * }
 *
 * <p>Each schedule has a new instance of the test class, calls its {@code @BeforeEach} methods, the
 * test and its {@code @AfterEach} methods. What extensions do for a test happens once, and so do
 * {@code @BeforeAll} methods; arguments are made once. Static variables keep their values. With
 * {@code @TestInstance(PER_CLASS)} all schedules share the instance.
 *
 * <p>A failure shows the report of the schedule and a token that repeats it. The schedule is stored
 * in the build's folder, {@code target/explore} or {@code build/explore}, and tried first when the
 * test runs again, until it passes. {@code -Djopher.explore.dir} names another folder.
 *
 * <p>The JVM of the tests needs the explorer, and the race detector in front of it:
 * {@code -javaagent:jopher-race.jar -javaagent:jopher-explore.jar}. Without them the test fails and
 * the message names the flags.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@TestTemplate
@ExtendWith(ExploreExtension.class)
public @interface Explore {
    /** Returns how many schedules are tried at most. */
    int schedules() default 1000;

    /** Returns for how many seconds schedules are tried at most. */
    int seconds() default 30;

    /** Returns what decides which schedules are tried. */
    long seed() default 1;

    /** Returns the name of the strategy; empty for the one that mixes the others. */
    String strategy() default "";

    /** Returns whether goroutines that the test leaves behind are a failure. */
    boolean leaks() default false;
}
