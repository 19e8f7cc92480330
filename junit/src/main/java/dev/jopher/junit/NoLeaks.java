package dev.jopher.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that leaves goroutines behind, as goleak does, or in which a goroutine panics. On a
 * method, or on a class for all tests in it and in its nested and derived classes.
 *
 * {@snippet :
 * @Test
 * @NoLeaks
 * void theServerStops() { }
 * }
 *
 * <p>Checks the goroutines that the test or its {@code @BeforeEach} methods have started, directly
 * or indirectly. After the test and its {@code @AfterEach} methods it waits for up to a second
 * until all of them have ended. Then the test fails with those that are left: why they wait, where,
 * and on which line they were created. It also fails if one of them has ended by an exception,
 * which is then the cause; but not if {@code Go.run}, a group or a future has reported it.
 * Goroutines of other tests are not checked, so tests may run in parallel. Neither are those that
 * {@code @BeforeAll} methods or threads of the test start.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NoLeaksExtension.class)
public @interface NoLeaks {
}
