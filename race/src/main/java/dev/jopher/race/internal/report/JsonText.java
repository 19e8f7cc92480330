package dev.jopher.race.internal.report;

import java.util.List;

import dev.jopher.race.Race;

/** A race as one line of JSON. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    public static String of(Race race) {
        JsonText json = new JsonText();
        json.out.append('{');
        json.name("access").access(race.access());
        json.name("previous").access(race.previous());
        return json.out.append('}').toString();
    }

    private void access(Race.Access access) {
        out.append('{');
        name("kind").text(access.kind().toString());
        name("variable").text(access.variable());
        name("thread").actor(access.thread());
        name("stack").frames(access.stack());
        out.append('}');
    }

    private void actor(Race.Actor actor) {
        out.append('{');
        name("kind").text(actor.isGoroutine() ? "goroutine" : "thread");
        name("number").out.append(actor.number());
        name("name").text(actor.name());
        name("state").text(actor.state());
        name("created").frames(actor.created());
        out.append('}');
    }

    private void frames(List<StackTraceElement> stack) {
        out.append('[');
        for (StackTraceElement frame : stack) {
            comma();
            out.append('{');
            name("class").text(frame.getClassName());
            name("method").text(frame.getMethodName());
            String file = frame.getFileName();
            if (file != null) {
                name("file").text(file);
            }
            name("line").out.append(frame.getLineNumber()).append('}');
        }
        out.append(']');
    }

    private JsonText name(String name) {
        comma();
        text(name);
        out.append(':');
        return this;
    }

    private void comma() {
        char last = out.charAt(out.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            out.append(',');
        }
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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
        out.append('"');
    }
}
