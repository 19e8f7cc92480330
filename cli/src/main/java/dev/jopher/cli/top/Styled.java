package dev.jopher.cli.top;

import java.util.List;

/** A line of the screen. */
record Styled(String text, Style style) {
    /** How a line looks; without colours, so that it is readable on any background. */
    enum Style {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        REVERSE("7");

        /** The parameter of the terminal's command. */
        final String code;

        Style(String code) {
            this.code = code;
        }
    }

    static Styled plain(String text) {
        return new Styled(text, Style.PLAIN);
    }

    static List<Styled> all(List<String> texts, Style style) {
        return texts.stream().map(t -> new Styled(t, style)).toList();
    }
}
