import org.jspecify.annotations.NullMarked;

/**
 * For tests with JUnit: {@link dev.jopher.junit.NoLeaks}, {@link dev.jopher.junit.NoRaces}, {@link
 * dev.jopher.junit.Explore}, {@link dev.jopher.junit.VirtualTime}.
 */
@NullMarked module dev.jopher.junit {
    requires static transitive org.jspecify;
    requires transitive dev.jopher;
    requires transitive org.junit.jupiter.api;

    exports dev.jopher.junit;

    opens dev.jopher.junit to org.junit.platform.commons;
}
