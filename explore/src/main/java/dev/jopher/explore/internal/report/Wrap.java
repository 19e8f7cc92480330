package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines, between words where possible. */
final class Wrap {
    private Wrap() {}

    /** @param indent begins each line but the first */
    static List<String> lines(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        String begin = "";
        while (rest.length() + begin.length() > width) {
            int room = width - begin.length();
            int space = rest.lastIndexOf(' ', room);
            int end = space > room / 3 ? space : room;
            lines.add(begin + rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).strip();
            begin = indent;
        }
        if (!rest.isEmpty()) {
            lines.add(begin + rest);
        }
        return lines;
    }
}
