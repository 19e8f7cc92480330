package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** What JDK Mission Control shows of goroutines, by its own parser of flight recordings. */
class MissionControlIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void showsWhatAGoroutineHasWaitedFor() throws Exception {
        Path program = Files.writeString(directory.resolve("Waits.java"), """
                import static dev.jopher.Go.*;
                import dev.jopher.*;

                void main(String[] args) throws Exception {
                    try (var recording = new jdk.jfr.Recording()) {
                        recording.enable("dev.jopher.GoroutineBlock").withoutThreshold();
                        recording.start();
                        var c = new Channel<Integer>();
                        go(() -> {
                            while (!dump().contains("[chan receive")) gosched();
                            sleep(Duration.ofMillis(50));
                            c.send(1);
                        });
                        c.receive();
                        recording.dump(Path.of(args[0]));
                    }
                }
                """);
        Path recording = directory.resolve("waits.jfr");

        Run run = Run.toTheEnd(List.of("run", program.toString(), recording.toString()));

        assertThat(run.exit()).as(run.toString()).isZero();
        IItem event = blocks(recording).stream()
                .filter(e -> "chan receive".equals(text(e, "reason"))).findFirst().orElseThrow();
        IType<?> type = event.getType();
        assertThat(type.getName()).isEqualTo("Goroutine Block");
        assertThat(type.getDescription()).startsWith("A goroutine has waited");
        assertThat(text(event, "waitedOn")).startsWith("chan 0/0 0x");
        assertThat(JfrAttributes.DURATION.getAccessor(cast(type)).getMember(event)
                .longValueIn(UnitLookup.MILLISECOND)).isPositive();
        assertThat(JfrAttributes.EVENT_STACKTRACE.getAccessor(cast(type)).getMember(event)
                .getFrames()).anyMatch(f -> Integer.valueOf(14).equals(f.getFrameLineNumber()));
    }

    private static List<IItem> blocks(Path recording) throws Exception {
        return StreamSupport.stream(
                JfrLoaderToolkit.loadEvents(recording.toFile()).spliterator(), false)
                .filter(items -> items.getType().getIdentifier()
                        .equals("dev.jopher.GoroutineBlock"))
                .flatMap(IItemIterable::stream).toList();
    }

    private static String text(IItem event, String field) {
        return Attribute.attr(field, UnitLookup.PLAIN_TEXT).getAccessor(cast(event.getType()))
                .getMember(event);
    }

    @SuppressWarnings("unchecked")
    private static IType<IItem> cast(IType<?> type) {
        return (IType<IItem>) type;
    }
}
