package dev.jopher.race.internal.report;

/** Writes JSON: adds the commas, and quotes text. The core's writer is not on this class path. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    /** Begins an object or an array. */
    public JsonWriter begin(char bracket) {
        comma();
        out.append(bracket);
        return this;
    }

    public JsonWriter end(char bracket) {
        out.append(bracket);
        return this;
    }

    /** Writes the name of what follows. */
    public JsonWriter name(String name) {
        text(name);
        out.append(':');
        return this;
    }

    public JsonWriter text(String text) {
        comma();
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
        return this;
    }

    public JsonWriter number(long n) {
        comma();
        out.append(n);
        return this;
    }

    public JsonWriter bool(boolean b) {
        comma();
        out.append(b);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void comma() {
        char last = out.isEmpty() ? '{' : out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ' || Character.isSurrogate(c)) {
            out.append("\\u").append(Character.forDigit(c >> 12, 16))
                    .append(Character.forDigit(c >> 8 & 15, 16))
                    .append(Character.forDigit(c >> 4 & 15, 16))
                    .append(Character.forDigit(c & 15, 16));
        } else {
            out.append(c);
        }
    }
}
