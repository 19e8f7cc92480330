package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelismOptionTest {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final String MAX_POOL_SIZE = "jdk.virtualThreadScheduler.maxPoolSize";

    @AfterEach
    void clear() {
        System.clearProperty(PARALLELISM);
        System.clearProperty(MAX_POOL_SIZE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "x", "1.5", "+2", " 2", "32768", "99999999999", "٣"})
    void theFlagMustBeAPositiveNumber(String value) {
        assertThatThrownBy(() -> ParallelismOption.apply(value, null))
                .isInstanceOf(CommandException.class)
                .hasMessage("-procs must be a whole number from 1 to 32767, not '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({"3,3", "0,0", "-1,0", "'',0", "x,0", "+2,0", "99999999999,0", "007,7",
        "40000,32767"})
    void theVariableCountsIfItIsAPositiveNumberAsInGo(String value, int procs) {
        assertThat(ParallelismOption.ofVariable(value)).isEqualTo(procs);
    }

    @Test
    void theFlagGoesBeforeTheVariable() {
        ParallelismOption.apply("3", "5");
        assertThat(System.getProperty(PARALLELISM)).isEqualTo("3");

        ParallelismOption.apply(null, "5");
        assertThat(System.getProperty(PARALLELISM)).isEqualTo("5");
    }

    @Test
    void withNeitherTheJdkDecides() {
        ParallelismOption.apply(null, null);
        ParallelismOption.apply(null, "many");

        assertThat(System.getProperty(PARALLELISM)).isNull();
    }

    @Test
    void aPoolThatWouldBeTooSmallIsMadeLarger() {
        System.setProperty(MAX_POOL_SIZE, "2");
        ParallelismOption.apply("4", null);

        assertThat(System.getProperty(MAX_POOL_SIZE)).isEqualTo("4");
    }
}
