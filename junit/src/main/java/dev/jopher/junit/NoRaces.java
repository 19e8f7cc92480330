package dev.jopher.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test during which the race detector has seen a data race, with the report. On a method,
 * or on a class for all tests in it and in its nested and derived classes.
 *
 * {@snippet :
 * @Test
 * @NoRaces
 * void twoPaymentsAtOnce() { }
 * }
 *
 * <p>The JVM of the tests needs the detector, {@code -javaagent:jopher-race.jar}. Without it the
 * test fails, too, and the message names the flag: a detector that is not there finds no race. With
 * {@code @NoRaces(required = false)}, or {@code -Djopher.race.required=false}, such a test is not
 * checked, and the report of the test run says so.
 *
 * <p>Each test fails with its own races, also if an earlier one has had the same. The detector does
 * not know which thread works for which test. So a test that runs in parallel with others may get a
 * race of theirs.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NoRacesExtension.class)
public @interface NoRaces {
    /** Returns whether the test fails without the detector. */
    boolean required() default true;
}
