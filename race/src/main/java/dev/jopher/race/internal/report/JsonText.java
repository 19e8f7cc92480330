package dev.jopher.race.internal.report;

import java.util.List;
import java.util.Optional;

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
        Race.Element e = access.element();
        if (e != null) {
            name("index").out.append(e.index());
            if (!e.array().isEmpty()) {
                name("array").text(e.array());
            }
        }
        name("thread").actor(access.thread());
        name("stack").frames(access.stack());
        order(access);
        out.append('}');
    }

    private void order(Race.Access access) {
        Optional<Race.Operation> o = access.order().operation();
        if (o != null) {
            name("synchronisation").out.append('{');
            if (o.isPresent()) {
                name("operation").text(o.get().name());
                StackTraceElement place = o.get().place();
                name("place").frames(place == null ? List.of() : List.of(place));
            }
            out.append('}');
        }
        List<Race.Lock> locks = access.order().locks();
        if (locks != null) {
            name("locks").out.append('[');
            for (Race.Lock l : locks) {
                comma();
                out.append('{');
                name("kind").text(l.name());
                name("place").frames(List.of(l.place()));
                name("both").out.append(l.isOfBoth()).append('}');
            }
            out.append(']');
        }
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
