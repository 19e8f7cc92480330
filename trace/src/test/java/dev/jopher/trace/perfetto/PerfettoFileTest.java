package dev.jopher.trace.perfetto;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.sample.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decodes the file with a reader of its own. The numbers of fields are those of Perfetto. */
class PerfettoFileTest {
    private List<Fields> packets = List.of();

    /** The fields of one message. */
    private static final class Fields {
        final Map<Integer, List<Object>> all = new HashMap<>();

        Fields(byte[] bytes) {
            int[] at = {0};
            while (at[0] < bytes.length) {
                long key = varint(bytes, at);
                all.computeIfAbsent((int) (key >> 3), k -> new ArrayList<>())
                        .add(value(bytes, at, (int) key & 7));
            }
        }

        private static Object value(byte[] bytes, int[] at, int type) {
            if (type == 0) {
                return varint(bytes, at);
            }
            int length = type == 1 ? 8 : (int) varint(bytes, at);
            byte[] part = Arrays.copyOfRange(bytes, at[0], at[0] + length);
            at[0] += length;
            return type == 1 ? ByteBuffer.wrap(part)
                    .order(ByteOrder.LITTLE_ENDIAN).getLong() : part;
        }

        private static long varint(byte[] bytes, int[] at) {
            long value = 0;
            for (int shift = 0;; shift += 7) {
                byte b = bytes[at[0]++];
                value |= (b & 127L) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        List<Object> values(int field) {
            return requireNonNull(all.get(field));
        }

        boolean has(int field) {
            return all.containsKey(field);
        }

        long number(int field) {
            return (long) all.getOrDefault(field, List.of(-1L)).getFirst();
        }

        String text(int field) {
            return new String((byte[]) values(field).getFirst(), StandardCharsets.UTF_8);
        }

        Fields message(int field) {
            return new Fields((byte[]) values(field).getFirst());
        }
    }

    @BeforeEach
    void write() throws Exception {
        packets = packets(Samples.everything());
    }

    private static List<Fields> packets(Recording r) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PerfettoFile.write(r, out);
        return new Fields(out.toByteArray()).values(1).stream().map(p -> new Fields((byte[]) p))
                .toList();
    }

    private List<Fields> events() {
        return packets.stream().filter(p -> p.has(11)).toList();
    }

    private Map<Long, String> tracks() {
        Map<Long, String> tracks = new HashMap<>();
        packets.stream().filter(p -> p.has(60)).map(p -> p.message(60))
                .forEach(t -> tracks.put(t.number(1), t.has(2) ? t.text(2) : ""));
        return tracks;
    }

    @Test
    void goroutinesAreTracksInGroups() {
        assertThat(tracks().values()).contains("main", "goroutines of Every.java:3",
                "goroutine 1 Every.main", "goroutine 7 reader", "regions");
    }

    @Test
    void eachSliceHasAnEndAndATrack() {
        Map<Long, Integer> open = new HashMap<>();
        for (Fields packet : events()) {
            Fields event = packet.message(11);
            assertThat(tracks()).containsKey(event.number(11));
            if (event.number(9) == 1 || event.number(9) == 2) {
                int depth = open.merge(event.number(11), event.number(9) == 1 ? 1 : -1,
                        Integer::sum);
                assertThat(depth).isBetween(0, 1);
            }
        }
        assertThat(open.values()).containsOnly(0);
    }

    @Test
    void aNameIsWrittenOnceBeforeItIsUsed() {
        Map<Long, String> names = new HashMap<>();
        for (Fields packet : events()) {
            if (packet.has(12)) {
                Fields name = packet.message(12).message(2);
                assertThat(names.put(name.number(1), name.text(2))).isNull();
            }
            Fields event = packet.message(11);
            if (event.has(10)) {
                assertThat(names).containsKey(event.number(10));
            }
        }
        assertThat(names.values()).contains("running", "runnable", "sync.Mutex.Lock", "file read",
                "wakes", "parse", "half", "unlock");
    }

    @Test
    void aFlowGoesFromTheWakerToTheWoken() {
        Map<Long, Long> from = new HashMap<>();
        Map<Long, Long> to = new HashMap<>();
        for (Fields packet : events()) {
            Fields event = packet.message(11);
            if (event.has(47)) {
                from.put(event.number(47), event.number(11));
            }
            if (event.has(48)) {
                to.put(event.number(48), event.number(11));
            }
        }
        assertThat(from).hasSize(2).containsOnlyKeys(to.keySet());
        assertThat(from).allSatisfy((flow, track) -> assertThat(track).isNotEqualTo(to.get(flow)));
    }

    @Test
    void aCounterHasHowManyRun() {
        List<Long> values = events().stream().map(p -> p.message(11)).filter(e -> e.has(30))
                .map(e -> e.number(30)).toList();
        assertThat(values).containsExactly(1L, 2L, 1L, 0L, 1L, 2L, 1L, 0L);
    }
}
