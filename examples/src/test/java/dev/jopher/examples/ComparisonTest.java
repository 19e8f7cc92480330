package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each comparison accepts what is free and nothing else. Lines are separated by slashes. */
class ComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "exact, a/b, a/b",
        "set, a/b/b, b/a/b",
        "per-speaker, 1 fish/1 sheep/2 fish, 1 sheep/1 fish/2 fish",
        "rounds, Ann 0/Joe 0/Joe 1/Ann 1, Joe 0/Ann 0/Ann 1/Joe 1",
        "consecutive, Ann 0/Joe 0/Joe 1/bye: 1, Joe 0/Ann 0/Ann 1/bye: 1",
        "conversation, Joe 0/Joe 1/bye, Joe 0/bye",
        "ping-pong, ping 1/pong 2/over, pong 1/ping 2/pong 3/over",
        "search, web result for golang/timed out: true/left: 1, "
                + "image result for golang/web result for golang/timed out: true/left: 1",
    })
    void accepts(String name, String go, String actual) {
        assertThatCode(() -> check(name, go, actual)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "exact, a/b, b/a",
        "set, a/b/b, b/a",
        "set, a/b, a/b/b",
        "per-speaker, 1 fish/1 sheep/2 fish, 1 sheep/2 fish/1 fish",
        "per-speaker, 1 fish/1 sheep/2 fish, 1 sheep/1 fish",
        "rounds, Ann 0/Joe 0/Joe 1/Ann 1, Joe 0/Joe 1/Ann 0/Ann 1",
        "rounds, Ann 0/Joe 0, Ann 0/Zoe 0",
        "consecutive, Ann 0/Joe 0/Joe 1/bye, Joe 0/Ann 0/bye",
        "consecutive, Ann 0/Joe 0/Joe 1/bye, Joe 0/Ann 0/Ann 2/bye",
        "consecutive, Ann 0/Joe 0/Joe 1/bye, Joe 0/Joe 1/Joe 2/bye",
        "consecutive, Ann 0/Joe 0/bye: 1, Joe 0/Ann 0/bye: 2",
        "conversation, Joe 0/Joe 1/bye, bye",
        "conversation, Joe 0/Joe 1/bye, Joe 1/bye",
        "ping-pong, ping 1/pong 2/over, ping 1/ping 2/over",
        "ping-pong, ping 1/pong 2/over, ping 1/pong 3/over",
        "ping-pong, ping 1/pong 2/over, ping 1/pong 2/pang",
        "search, web result for golang/timed out: true, web result for golang/timed out: false",
        "search, timed out: true, web result for golang/web result for golang/timed out: true",
        "search, timed out: true/left: 1, timed out: true/left: 2",
    })
    void rejects(String name, String go, String actual) {
        assertThatThrownBy(() -> check(name, go, actual)).isInstanceOf(AssertionError.class);
    }

    @Test
    void unknownName() {
        assertThatIllegalArgumentException().isThrownBy(() -> check("roughly", "a", "a"));
    }

    private static void check(String name, String go, String actual) {
        Comparison.check(name, List.of(go.split("/")), List.of(actual.split("/")));
    }
}
