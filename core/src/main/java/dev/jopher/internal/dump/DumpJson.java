package dev.jopher.internal.dump;

import java.util.List;
import java.util.Map;

import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.report.Json;
import dev.jopher.internal.sched.GoRuntime;

/** A dump as JSON; {@code DumpOption.JSON} describes the fields. */
final class DumpJson {
    private DumpJson() {}

    static String of(List<DumpEntry> entries) {
        StringBuilder out = new StringBuilder();
        Json json = new Json(out);
        json.open('{');
        json.field("time", GoRuntime.scheduler().now().toString());
        json.field("scheduler", GoRuntime.scheduler().toString());
        json.field("gomaxprocs", GoRuntime.scheduler().procs());
        json.field("numGoroutine", Registry.size());
        json.name("goroutines").open('[');
        for (DumpEntry f : entries) {
            write(json, f);
        }
        json.close(']').close('}');
        return out.append('\n').toString();
    }

    private static void write(Json json, DumpEntry f) {
        json.open('{');
        json.field("count", f.count);
        json.field("estimated", f.estimated);
        json.name("ids").open('[');
        f.ids.forEach(json::value);
        json.close(']');
        json.field("state", f.key.state().toString());
        json.field("abandoned", f.key.abandoned());
        String name = f.first.name();
        if (!name.isEmpty()) {
            json.field("name", name);
        }
        Map<String, String> labels = Labels.map(f.first.labels());
        if (!labels.isEmpty()) {
            json.name("labels").open('{');
            labels.forEach(json::field);
            json.close('}');
        }
        if (f.severalLabels) {
            json.field("othersHaveOtherLabels", true);
        }
        if (f.mostMillis >= 0) {
            writeWait(json, f);
        }
        json.name("frames").open('[');
        f.key.frames().forEach(frame -> writeFrame(json, frame));
        json.close(']');
        writeCreator(json, f);
        json.close('}');
    }

    private static void writeWait(Json json, DumpEntry f) {
        json.field("waitingMillisLeast", f.leastMillis);
        json.field("waitingMillisMost", f.mostMillis);
        String target = f.targetText();
        if (!target.isEmpty()) {
            json.field("waitingOn", target);
            json.field("waitingOnOthersToo", f.severalTargets);
        }
    }

    private static void writeCreator(Json json, DumpEntry f) {
        Origin origin = f.first.origin();
        if (origin == null || origin.site() == null) {
            return;
        }
        if (origin.creator() != 0 && !f.severalCreators) {
            json.field("creator", origin.creator());
        }
        json.name("createdBy");
        writeFrame(json, origin.site().frame());
    }

    private static void writeFrame(Json json, StackTraceElement f) {
        json.open('{');
        json.field("function", Frames.function(f));
        json.field("class", f.getClassName());
        json.field("method", f.getMethodName());
        String file = f.getFileName();
        if (file != null) {
            json.field("file", file);
        }
        json.field("line", f.getLineNumber());
        json.close('}');
    }
}
