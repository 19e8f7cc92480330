package dev.jopher.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Commas and quotes. */
class JsonTest {
    @Test
    void commasSeparateElements() {
        StringBuilder out = new StringBuilder();
        Json json = new Json(out);
        json.open('{').field("a", 1).name("b").open('[').value(1).value(2);
        json.open('{').close('}').open('{').close('}').close(']').field("c", true).close('}');
        assertThat(out.toString()).isEqualTo("{\"a\":1,\"b\":[1,2,{},{}],\"c\":true}");
    }

    @Test
    void specialCharactersAreEscaped() {
        StringBuilder out = new StringBuilder();
        new Json(out).open('{').field("a\"b", "x\\y\n\u0001\uD83D\uDE00é:,").field("c", "")
                .close('}');
        assertThat(out.toString())
                .isEqualTo("{\"a\\\"b\":\"x\\\\y\\u000a\\u0001\\ud83d\\ude00é:,\",\"c\":\"\"}");
    }
}
