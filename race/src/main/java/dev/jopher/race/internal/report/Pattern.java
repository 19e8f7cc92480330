package dev.jopher.race.internal.report;

/** Names with {@code *} in the place of any characters. Not java.util.regex: hooks match them. */
final class Pattern {
    private final String text;
    private int matches;

    Pattern(String text) {
        this.text = text;
    }

    /** Returns whether the whole of {@code name} fits. */
    boolean matches(String name) {
        return matches(0, name, 0);
    }

    private boolean matches(int p, String name, int from) {
        int n = from;
        for (int i = p; i < text.length(); i++, n++) {
            if (text.charAt(i) == '*') {
                for (int rest = n; rest <= name.length(); rest++) {
                    if (matches(i + 1, name, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (n == name.length() || text.charAt(i) != name.charAt(n)) {
                return false;
            }
        }
        return n == name.length();
    }

    void count() {
        matches++;
    }

    int matches() {
        return matches;
    }

    @Override
    public String toString() {
        return text;
    }
}
