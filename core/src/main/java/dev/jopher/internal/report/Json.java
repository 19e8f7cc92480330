package dev.jopher.internal.report;

/** Writes JSON into a StringBuilder: only what a dump needs. Adds commas by itself. */
public final class Json {
    private final StringBuilder out;

    public Json(StringBuilder out) {
        this.out = out;
    }

    public Json open(char bracket) {
        comma();
        out.append(bracket);
        return this;
    }

    public Json close(char bracket) {
        out.append(bracket);
        return this;
    }

    public Json name(String name) {
        comma();
        quote(name);
        out.append(':');
        return this;
    }

    public Json field(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    public Json field(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    public Json field(String name, boolean value) {
        name(name);
        out.append(value);
        return this;
    }

    public Json value(long value) {
        comma();
        out.append(value);
        return this;
    }

    private void comma() {
        int n = out.length();
        if (n > 0 && "{[:,".indexOf(out.charAt(n - 1)) < 0) {
            out.append(',');
        }
    }

    private void quote(String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
