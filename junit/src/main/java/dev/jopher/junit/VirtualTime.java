package dev.jopher.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test in a bubble of virtual time, as {@code Synctest.test} does: time passes only while
 * all goroutines of the test wait, and then at once. On a method, or on a class for all tests in it
 * and in its nested and derived classes.
 *
 * {@snippet :
 * @Test
 * @VirtualTime
 * void theSessionEndsAfterThirtyDays() { }
 * }
 *
 * <p>The {@code @BeforeEach} and {@code @AfterEach} methods are in the bubble, too. The test ends
 * when all goroutines of the bubble have ended, and fails if they cannot. What extensions do
 * happens outside. The JVM needs the explorer, as for {@link Explore}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(VirtualTimeExtension.class)
public @interface VirtualTime {
}
