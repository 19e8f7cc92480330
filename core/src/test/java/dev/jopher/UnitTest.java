package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitTest {
    @Test
    void thereIsOneUnit() {
        assertThat(Unit.values()).containsExactly(Unit.UNIT);
        assertThat(Unit.class.getModule().getName()).isEqualTo("dev.jopher");
    }
}
