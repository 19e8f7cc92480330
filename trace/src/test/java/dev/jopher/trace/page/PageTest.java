package dev.jopher.trace.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.jopher.trace.model.ProcessorEventKind;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.RecordingBuilder;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.sample.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path temporary;

    private String page(Recording r) throws Exception {
        Path file = temporary.resolve("page.html");
        Page.write(r, file);
        return Files.readString(file);
    }

    @Test
    void everyPlaceOfTheTemplateIsFilled() throws Exception {
        assertThat(page(Samples.workerPool(2))).doesNotContainPattern("@[A-Z]+@")
                .contains("5 goroutines on 2 processors: concurrent 99 % of the time")
                .contains("Permission is hereby granted");
    }

    /** The browser refuses what the page does not contain; so nothing may be loaded. */
    @Test
    void nothingIsLoadedFromElsewhere() throws Exception {
        String page = page(Samples.workerPool(2));
        assertThat(page).contains("default-src 'none'").doesNotContain("<link", "@import")
                .doesNotContainPattern("<(script|img|iframe)[^>]* src=");
    }

    @Test
    void textsOfAProgramCannotBreakThePage() throws Exception {
        String page = page(Samples.everything());
        assertThat(page).contains("&lt;/script&gt;&amp;&quot;Every").contains("\\u003cread\\u003e");
        assertThat(Pattern.compile("</script>").matcher(page).results()).hasSize(4);
    }

    @Test
    void aTextThatLooksLikeAPlaceStaysAsItIs() throws Exception {
        RecordingBuilder b = Recording.builder().program("@META@ @DATA@ @SCRIPT@ $1");
        assertThat(page(b.duration(1).build())).contains("<h1>@META@ @DATA@ @SCRIPT@ $1 <");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        RecordingBuilder b = Recording.builder().duration(1);
        assertThat(page(b.build())).doesNotContain("role=\"alert\"");
        assertThat(page(b.incomplete("the end <is> missing").lost(7).build()))
                .contains("role=\"alert\">the end &lt;is&gt; missing</p>")
                .contains("role=\"alert\">7 events were lost");
    }

    @Test
    void jsonIsEscaped() {
        assertThat(Json.of(Map.of("a", List.of(1, "<\"\\\n\u2028\ud83d\ude00>", true,
                new int[] {}, new long[] {1, 2}, new double[] {0.12345}))))
                .isEqualTo("{\"a\":[1,\"\\u003c\\\"\\\\\\u000a\\u2028\\ud83d\\ude00\\u003e\","
                        + "true,[],[1,2],[0.123]]}");
    }

    @Test
    void numbersArePacked() {
        NumberStream out = new NumberStream();
        out.put(0);
        out.put(127);
        out.put(128);
        out.put(1L << 40);
        out.putIndex(-1);
        out.putSigned(-3);
        assertThat(out.bytes()).containsExactly(0, 127, -128, 1, -128, -128, -128, -128, -128, 32,
                0, 5);
    }

    /** The thread of the timers is no carrier. */
    @Test
    void aTimerThatAThreadWithoutAProcessorFiredIsPacked() throws Exception {
        RecordingBuilder b = Recording.builder().duration(10);
        b.processorEvent(5, -1, ProcessorEventKind.TIMER, -1, 1);
        assertThat(page(b.build())).contains("<h1>");
    }

    /** Also where a long recording leaves too few bits for exact times in the sort's keys. */
    @Test
    void theSpansOfAProcessorAreSortedByTime() {
        for (long unit : new long[] {1, 1L << 52}) {
            RecordingBuilder b = Recording.builder().processors(2);
            for (int g = 0; g < 200; g++) {
                b.goroutine(g, -1, -1, -1, -1, -1, 0);
                b.running(g, (g * 37 % 200) * 2 + unit, (g * 37 % 200) * 2 + unit + 1, g % 2);
            }
            Recording r = b.duration(unit + 1_000).build();
            ProcessorOrder order = new ProcessorOrder(r);
            assertThat(order.processors()).isEqualTo(2);
            for (int p = 0; p < 2; p++) {
                long[] starts = starts(r.spans(), order.spans(p));
                assertThat(starts).hasSize(100).isSorted();
            }
        }
    }

    private static long[] starts(Spans spans, int[] some) {
        return Arrays.stream(some).mapToLong(spans::start).toArray();
    }
}
