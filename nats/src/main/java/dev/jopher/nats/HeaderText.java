package dev.jopher.nats;

import java.util.Map;

/** Text in headers. The client takes ASCII alone, and no line ends. */
final class HeaderText {
    private static final int MOST = 256;

    private HeaderText() {}

    /** Returns {@code s} as a short header: one line, with a question mark for each other sign. */
    static String of(String s) {
        return ascii(s.length() > MOST ? s.substring(0, MOST) : s);
    }

    /** Returns {@code s} as a header of any length. */
    static String ascii(String s) {
        return s.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    }

    /** Returns the name of a header that the client does not take, or an empty string. */
    static String wrong(Map<String, String> headers) {
        for (Map.Entry<String, String> e : headers.entrySet()) {
            if (!e.getKey().matches("[!-~&&[^:]]+") || !e.getValue().matches("[ -~]*")) {
                return ascii(e.getKey() + ": " + e.getValue());
            }
        }
        return "";
    }

    /** Returns how many bytes {@code headers} take on the wire. */
    static int size(Map<String, String> headers) {
        int n = 0;
        for (Map.Entry<String, String> e : headers.entrySet()) {
            n += e.getKey().length() + e.getValue().length() + 4; // colon, blank, line end
        }
        return n;
    }
}
