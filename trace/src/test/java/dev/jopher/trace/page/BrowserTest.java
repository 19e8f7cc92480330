package dev.jopher.trace.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.State;
import dev.jopher.trace.sample.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, with real input. Without a Chromium on the PATH all of these are
 * skipped.
 */
class BrowserTest {
    private static final String JOPHER = "const { trace, view, timeline } = jopher; ";

    @TempDir
    static Path temporary;

    private static @Nullable Chromium started;
    private static String broken = "";
    private static Path pool = Path.of("");
    private static Path everything = Path.of("");

    private Chromium browser = start();

    @BeforeAll
    static void writePages() throws Exception {
        assumeThat(Chromium.installed()).as("no Chromium on the PATH").isPresent();
        pool = write("pool.html", Samples.workerPool(2));
        everything = write("everything.html", Samples.everything());
    }

    private static Chromium start() {
        if (started == null && broken.isEmpty()) {
            try {
                started = Chromium.start();
            } catch (Exception e) {
                broken = "the Chromium on the PATH does not start: " + e;
            }
        }
        Chromium browser = started;
        return browser == null ? abort(broken) : browser;
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
            started = null;
        }
    }

    private static Path write(String name, Recording r) throws Exception {
        Path file = temporary.resolve(name);
        Page.write(r, file);
        return file;
    }

    @BeforeEach
    void window() throws Exception {
        browser.size(1200, 900, false);
        browser.dark(false);
    }

    private String value(String script) throws Exception {
        return browser.text("(() => { " + JOPHER + "return " + script + "; })()");
    }

    private double number(String script) throws Exception {
        return Double.parseDouble(value(script));
    }

    /** Puts the keyboard into the timeline. */
    private void focus() throws Exception {
        browser.run("document.getElementById('timeline').focus();");
    }

    /** Returns where on the screen the middle of a goroutine's row is. */
    private double yOf(int goroutine) throws Exception {
        browser.run("document.getElementById('timeline').scrollIntoView();");
        return number("timeline.canvas.getBoundingClientRect().top "
                + "+ timeline.middle(view.rows.of(" + goroutine + "))");
    }

    private double xOf(double time) throws Exception {
        return number("timeline.canvas.getBoundingClientRect().left + timeline.x(" + time + ")");
    }

    // --- the recording arrives whole

    @Test
    void thePageHasTheSpansOfTheRecording() throws Exception {
        Recording r = Samples.everything();
        browser.open(everything, "");

        assertThat(number("trace.spans")).isEqualTo(r.spans().size());
        for (int i = 0; i < r.spans().size(); i++) {
            assertThat(number("trace.start[" + i + "]")).isEqualTo(r.spans().start(i));
            assertThat(number("trace.end[" + i + "]")).isEqualTo(r.spans().end(i));
            State state = r.spans().state(i);
            assertThat(number("trace.head[" + i + "] & 3")).isEqualTo(state.ordinal());
            int ref = state == State.RUNNABLE ? r.spans().waker(i)
                    : state == State.WAITING ? r.spans().object(i) : r.spans().processor(i);
            String other = state == State.RUNNING ? "(trace.head[" + i + "] >> 2) - 1"
                    : "trace.ref[" + i + "]";
            assertThat(number(other)).isEqualTo(ref);
        }
        assertThat(value("trace.g.id")).isEqualTo("{\"0\":1,\"1\":7}");
        assertThat(value("trace.g.ended")).isEqualTo("{\"0\":-1,\"1\":900000}");
        assertThat(value("trace.ops.time")).isEqualTo("{\"0\":160000,\"1\":800000,\"2\":800000}");
        assertThat(value("trace.processorEvents.map(e => e.kind + '/' + e.count)"))
                .isEqualTo("[\"0/1\",\"1/0\",\"2/2\"]");
        assertThat(value("[trace.pauses, trace.regions, trace.logs].map(m => m[0].start)"))
                .isEqualTo("[500000,200000,250000]");
        assertThat(value("document.title")).startsWith("</script>&\"Every");
    }

    @Test
    void nothingFails() throws Exception {
        for (Path page : new Path[] {pool, everything, write("sieve.html",
                Samples.primeSieve(2, 30)),
            write("empty.html", Recording.builder().build())}) {
            browser.open(page, "");
            browser.run("window.failures = []; window.addEventListener('error', "
                    + "e => failures.push(e.message));");
            focus();
            for (String key : "a + + . . w , - 0 Enter ArrowDown Enter Escape".split(" ")) {
                browser.key(key);
            }
            browser.run("const v = jopher.view; v.path = true; v.arrows = true; v.changed(true);");
            assertThat(value("window.failures")).isEqualTo("[]");
        }
    }

    // --- tables

    @Test
    void theTablesShowWhatJavaComputed() throws Exception {
        browser.open(pool, "");
        assertThat(value("document.querySelectorAll('#places tbody tr').length")).isEqualTo("2");
        assertThat(value("document.querySelector('#channels').textContent"))
                .contains("channel jobs of Sample.java:12").contains("60");
        assertThat(value("document.querySelector('#locks').closest('section').hidden"))
                .isEqualTo("true");
        assertThat(value("document.querySelector('#path').textContent")).contains("Main took");
        assertThat(value("document.querySelector('#latency').textContent"))
                .contains("times a goroutine waited for a processor");

        browser.run("document.querySelector('#channels button').click();");
        assertThat(value("document.getElementById('details').textContent"))
                .contains("Marked: the waits on channel");
    }

    @Test
    void aLineOfTheTableLeadsToItsGoroutines() throws Exception {
        browser.open(pool, "");
        browser.run("jopher.view.foldAll(true);");
        assertThat(value("view.rows.some(r => r.kind === 'goroutine' && r.g === 1)"))
                .isEqualTo("false");
        browser.run("[...document.querySelectorAll('#places button')]"
                + ".find(b => b.textContent === 'Sample.java:14').click();");
        assertThat(value("view.rows.some(r => r.kind === 'goroutine' && r.g === 1)"))
                .isEqualTo("true");
        assertThat(number("view.goroutine")).isEqualTo(1);
    }

    @Test
    void thePicturesAreDrawn() throws Exception {
        browser.open(pool, "");
        for (String id : new String[] {"concurrency", "parallelism"}) {
            assertThat(number("document.querySelector('#" + id + " canvas').width"))
                    .isGreaterThan(200);
        }
        assertThat(value("jopher.charts.charts[0].data[1].length")).isEqualTo("1000");
        assertThat(number("Math.max(...jopher.charts.charts[0].data[1])")).isEqualTo(5);
        assertThat(number("jopher.charts.charts[1].scales.y.max")).isEqualTo(2);
    }

    // --- the timeline

    @Test
    void aClickOnASpanShowsItAndLeadsToTheWaker() throws Exception {
        browser.open(everything, "");
        browser.click(xOf(600_000), yOf(0));

        assertThat(number("view.span")).isEqualTo(1);
        assertThat(value("document.getElementById('details').textContent"))
                .contains("waiting, sync.Mutex.Lock, 500 µs")
                .contains("mutex of Every.java:2")
                .contains("goroutine 7 reader, at 800 µs")
                .contains("then runnable for").contains("Every.java:8");
        browser.run("[...document.querySelectorAll('#details button')]"
                + ".find(b => b.textContent.includes('at 800')).click();");
        assertThat(number("view.span")).isEqualTo(7);
        assertThat(number("view.goroutine")).isEqualTo(1);
    }

    @Test
    void aClickOnAProcessorShowsWhatRan() throws Exception {
        browser.open(everything, "");
        double y = number("timeline.canvas.getBoundingClientRect().top + timeline.middle("
                + "view.rows.findIndex(r => r.kind === 'processor' && r.p === 1))");
        browser.click(xOf(200_000), y);
        assertThat(number("view.goroutine")).isEqualTo(1);
        assertThat(value("document.getElementById('details').textContent")).contains("P1");
    }

    @Test
    void aProcessorShowsWhatItDid() throws Exception {
        browser.open(everything, "");
        double top = number("timeline.canvas.getBoundingClientRect().top");
        double y = top + number("timeline.middle(view.rows.findIndex(r => r.p === 1))");
        browser.click(20, y);
        assertThat(value("document.getElementById('details').textContent"))
                .contains("processor P1").contains("45 % of the visible time, 2 times")
                .contains("steals1 times, 1 in all").contains("150 µs: steals 1 from P0")
                .contains("400 µs: loses its slot").doesNotContain("timers");
    }

    @Test
    void theMouseMovesAndZooms() throws Exception {
        browser.open(pool, "");
        double y = yOf(0);
        double end = number("trace.duration");
        browser.wheel(xOf(end / 2), y, -300, true);
        double length = number("view.to - view.from");
        assertThat(length).isLessThan(end * 0.6);
        // The moment under the mouse stays there.
        assertThat(number("(view.from + view.to) / 2")).isCloseTo(end / 2,
                withPercentage(1));

        double from = number("view.from");
        browser.drag(800, y, 700, y);
        assertThat(number("view.from")).isGreaterThan(from);
        assertThat(number("view.to - view.from")).isCloseTo(length,
                withPercentage(0.1));
    }

    @Test
    void theKeysMoveAndZoomAndSelect() throws Exception {
        browser.open(everything, "");
        focus();
        browser.key("+");
        assertThat(number("view.to - view.from")).isEqualTo(500_000);
        browser.key("ArrowLeft");
        assertThat(number("view.from")).isEqualTo(200_000);
        browser.key("0");
        assertThat(number("view.to - view.from")).isEqualTo(1_000_000);
        browser.key("ArrowDown");
        browser.key("ArrowUp");
        browser.key(".");
        browser.key(".");
        assertThat(number("view.span")).isEqualTo(1);
        assertThat(value("document.getElementById('announcement').textContent"))
                .isEqualTo("waiting, sync.Mutex.Lock, 500 µs");
        browser.key("w");
        assertThat(number("view.span")).isEqualTo(7);
        browser.key("Escape");
        assertThat(number("view.span")).isEqualTo(-1);
    }

    @Test
    void twoFingersZoom() throws Exception {
        browser.size(360, 740, true);
        browser.open(pool, "");
        double y = yOf(0);
        browser.pinch(220, y, 60, 160);
        assertThat(number("view.to - view.from")).isLessThan(number("trace.duration") * 0.6);
    }

    @Test
    void aGroupFoldsAndShowsItsDensity() throws Exception {
        browser.open(pool, "");
        double y = yOf(1) - 22;
        browser.click(40, y);
        assertThat(value("view.groups[1].folded")).isEqualTo("true");
        // All four workers are alive, and at each moment at most two of them run.
        assertThat(value(
                "(() => { timeline.draw(); const d = JSON.parse(JSON.stringify(view.groups[1].density)); "
                        + "return Math.max(...Object.values(d.running)) <= 2.001 "
                        + "&& Math.max(...Object.values(d.alive)) <= 4.001 "
                        + "&& Math.max(...Object.values(d.alive)) > 3.9; })()"))
                .isEqualTo("true");
        browser.click(40, y);
        assertThat(value("view.groups[1].folded")).isEqualTo("false");
    }

    /** Colours of the canvas: a wrong row, height or colour would show here. */
    @Test
    void spansHaveTheColoursOfTheirStates() throws Exception {
        browser.open(everything, "");
        String pixel =
                "(() => { timeline.draw(); const ratio = devicePixelRatio; const at = (t, g) => [...timeline"
                        + ".context.getImageData(timeline.x(t) * ratio, timeline.middle(view.rows.of(g)) "
                        + "* ratio, 1, 1).data].slice(0, 3).join(); return [at(295000, 0), at(790000, 0), "
                        + "at(140000, 1), at(690000, 1), at(950000, 1)]; })()";
        assertThat(value(pixel)).isEqualTo("[\"0,158,115\",\"159,198,224\",\"230,159,0\","
                + "\"204,121,167\",\"255,255,255\"]");
    }

    @Test
    void messagesGoFromSendToReceive() throws Exception {
        browser.open(pool, "");
        assertThat(value("(() => { const p = timeline.links.messages(); const o = trace.ops; "
                + "for (let i = 0; i < p.length; i += 2) { if (o.kind[p[i]] !== 0 "
                + "|| o.kind[p[i + 1]] !== 1 || o.object[p[i]] !== o.object[p[i + 1]] "
                + "|| o.time[p[i]] > o.time[p[i + 1]]) return 'wrong ' + i; } "
                + "return p.length / 2; })()")).isEqualTo("120");
    }

    // --- search, address, looks

    @Test
    void searchFindsGoroutinesAndObjects() throws Exception {
        browser.open(everything, "");
        browser.run("const s = document.getElementById('search'); s.focus(); s.value = 'io read';"
                + "s.dispatchEvent(new Event('input'));");
        assertThat(value("document.getElementById('hits').textContent"))
                .isEqualTo("goroutine 7 reader of Every.java:3");
        browser.key("Enter");
        assertThat(number("view.goroutine")).isEqualTo(1);

        browser.run("const s = document.getElementById('search'); s.value = 'mutex';"
                + "s.dispatchEvent(new Event('input')); "
                + "document.querySelector('#hits button').click();");
        assertThat(number("view.object")).isZero();
        browser.run("const s = document.getElementById('search'); s.value = 'zzz';"
                + "s.dispatchEvent(new Event('input'));");
        assertThat(value("document.getElementById('hits').textContent")).isEqualTo("nothing found");
    }

    @Test
    void theAddressShowsTheSameAgain() throws Exception {
        browser.open(pool, "");
        browser.run("const v = jopher.view; v.show(100000, 300000); v.selectSpan(9); "
                + "v.selectObject(1); v.arrows = true; v.query = 'work'; v.theme = 'dark'; "
                + "v.fold(v.groups[1], true);");
        String address = value("view.address()");
        browser.open(pool, "#" + address);

        assertThat(value("view.address()")).isEqualTo(address);
        assertThat(number("view.from")).isEqualTo(100_000);
        assertThat(number("view.span")).isEqualTo(9);
        assertThat(value("document.getElementById('search').value")).isEqualTo("work");
        assertThat(value("document.documentElement.dataset.theme")).isEqualTo("dark");
        assertThat(value("document.getElementById('arrows').getAttribute('aria-pressed')"))
                .isEqualTo("true");
    }

    @Test
    void aWrongAddressShowsAll() throws Exception {
        browser.open(pool, "#from=x&to=-5&span=999999999&goroutine=1e9&object=77&turned=,");
        assertThat(number("view.to - view.from")).isPositive();
        assertThat(number("view.span")).isEqualTo(-1);
        assertThat(number("view.object")).isEqualTo(-1);
    }

    @Test
    void aNarrowScreenNeedsNoSidewaysScrolling() throws Exception {
        browser.size(360, 740, true);
        browser.open(pool, "");
        assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
        assertThat(number("timeline.gutter")).isLessThan(120);
    }

    /** The contrast of text that WCAG asks for, in both themes. */
    @Test
    void textHasContrastInBothThemes() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            browser.open(pool, "");
            String contrast = "(() => { const l = c => { const v = [1, 3, 5].map(i => parseInt("
                    + "c.slice(i, i + 2), 16) / 255).map(x => x <= 0.03928 ? x / 12.92 : "
                    + "Math.pow((x + 0.055) / 1.055, 2.4)); return 0.2126 * v[0] + 0.7152 * v[1] "
                    + "+ 0.0722 * v[2]; }; const p = l(timeline.colours.page); return Math.min("
                    + "...['text', 'dim', 'mark', 'message'].map(n => l(timeline.colours[n]))"
                    + ".map(c => (Math.max(c, p) + 0.05) / (Math.min(c, p) + 0.05))); })()";
            assertThat(number(contrast)).as("dark: " + dark).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void everythingOnThePageHasAName() throws Exception {
        browser.open(pool, "");
        assertThat(value("[...document.querySelectorAll('button, input, canvas#timeline')]"
                + ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') "
                + "|| e.closest('label'))).length")).isEqualTo("0");
        assertThat(value("document.documentElement.lang")).isEqualTo("en");
    }

    /** Reports how long frames take; only that they are drawn is asserted. */
    @Test
    void aMillionSpansCanBeUsed() throws Exception {
        Path large = write("large.html", Samples.large(400, 1_000_000));
        browser.open(large, "");
        assertThat(number("trace.spans")).isGreaterThan(990_000);
        for (String fold : new String[] {"true", "false"}) {
            String frames = value("(() => { view.foldAll(" + fold + "); const times = []; "
                    + "for (let i = 0; i < 40; i++) { view.zoom(i < 20 ? 0.8 : 1.25); "
                    + "const begin = performance.now(); timeline.draw(); timeline.context"
                    + ".getImageData(0, 0, 1, 1); times.push(performance.now() - begin); } "
                    + "times.sort((a, b) => a - b); return 'median ' + times[20].toFixed(1) + "
                    + "' ms, longest ' + times[39].toFixed(1) + ' ms'; })()");
            System.out.println("frames of a million spans, folded " + fold + ": " + frames);
        }
        browser.run("jopher.view.goTo(500000);");
        assertThat(number("view.span")).isEqualTo(500_000);
        assertThat(Files.size(large)).isLessThan(60_000_000);
    }
}
