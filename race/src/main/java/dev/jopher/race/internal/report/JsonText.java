package dev.jopher.race.internal.report;

import java.util.List;
import java.util.Optional;

import dev.jopher.race.Race;

/** A race as one line of JSON. */
public final class JsonText {
    private final JsonWriter out = new JsonWriter();

    private JsonText() {}

    public static String of(Race race) {
        JsonText json = new JsonText();
        json.out.begin('{').name("access");
        json.access(race.access());
        json.out.name("previous");
        json.access(race.previous());
        return json.out.end('}').toString();
    }

    private void access(Race.Access access) {
        out.begin('{');
        out.name("kind").text(access.kind().toString());
        out.name("variable").text(access.variable());
        Race.Element e = access.element();
        if (e != null) {
            out.name("index").number(e.index());
            if (!e.array().isEmpty()) {
                out.name("array").text(e.array());
            }
        }
        out.name("thread");
        actor(access.thread());
        out.name("stack");
        frames(access.stack());
        order(access);
        out.end('}');
    }

    private void order(Race.Access access) {
        Optional<Race.Operation> o = access.order().operation();
        if (o != null) {
            out.name("synchronisation").begin('{');
            if (o.isPresent()) {
                out.name("operation").text(o.get().name());
                StackTraceElement place = o.get().place();
                out.name("place");
                frames(place == null ? List.of() : List.of(place));
            }
            out.end('}');
        }
        List<Race.Lock> locks = access.order().locks();
        if (locks != null) {
            out.name("locks").begin('[');
            for (Race.Lock l : locks) {
                out.begin('{').name("kind").text(l.name()).name("place");
                frames(List.of(l.place()));
                out.name("both").bool(l.isOfBoth()).end('}');
            }
            out.end(']');
        }
    }

    private void actor(Race.Actor actor) {
        out.begin('{');
        out.name("kind").text(actor.isGoroutine() ? "goroutine" : "thread");
        out.name("number").number(actor.number());
        out.name("name").text(actor.name());
        out.name("state").text(actor.state());
        out.name("created");
        frames(actor.created());
        out.end('}');
    }

    private void frames(List<StackTraceElement> stack) {
        out.begin('[');
        for (StackTraceElement frame : stack) {
            out.begin('{').name("class").text(frame.getClassName());
            out.name("method").text(frame.getMethodName());
            String file = frame.getFileName();
            if (file != null) {
                out.name("file").text(file);
            }
            out.name("line").number(frame.getLineNumber()).end('}');
        }
        out.end(']');
    }
}
