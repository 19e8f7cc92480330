package dev.jopher.race.litmus;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says why the detector does not find a race. The guide has it too. */
@Retention(RetentionPolicy.RUNTIME)
@interface KnownMiss {
    String value();
}
