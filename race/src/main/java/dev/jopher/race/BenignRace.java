package dev.jopher.race;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Accepts the races on a field, in a method, or in all fields and methods of a class. An accepted
 * race is not reported when it happens, and does not change the exit code. All of them are listed
 * when the program ends, with the reason.
 *
 * {@snippet :
 * @BenignRace("a lost update makes the statistics less exact, no more")
 * private long hits;
 * }
 *
 * <p>Most races that look harmless are not. The JVM may show another thread the writes in another
 * order, or none of them, and half of a long.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface BenignRace {
    /** Returns why the race does no harm. */
    String value();
}
