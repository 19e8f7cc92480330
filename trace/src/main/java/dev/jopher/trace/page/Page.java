package dev.jopher.trace.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import dev.jopher.trace.analysis.Analysis;
import dev.jopher.trace.model.Recording;

/** Writes the page of a recording. */
public final class Page {
    /** In the order in which they are put together. */
    private static final List<String> SCRIPTS = List.of("data.js", "rows.js", "view.js", "draw.js",
            "marks.js", "notes.js", "links.js", "input.js", "details.js", "charts.js", "tables.js",
            "search.js",
            "main.js");

    private Page() {}

    /** Writes the page to a file. */
    public static void write(Recording r, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(Analysis.of(r), out);
        }
    }

    /** Writes the page. Everything but the packed recording is put into the template first. */
    static void write(Analysis a, OutputStream out) throws IOException {
        String[] halves = resource("page.html").split("@DATA@", 2);
        out.write(filled(halves[0], words(a)).getBytes(StandardCharsets.UTF_8));
        out.write(Base64.getEncoder().encode(packed(a.recording())));
        out.write(filled(halves[1], scripts()).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the scripts. The licence of the library asks to be in every copy. */
    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("LIBRARY", "/*\n" + resource("lib/uPlot.LICENSE") + "*/\n"
                + resource("lib/uPlot.iife.min.js"));
        scripts.put("SCRIPT", SCRIPTS.stream().map(Page::resource)
                .collect(Collectors.joining("\n")));
        return scripts;
    }

    private static Map<String, String> words(Analysis a) {
        Recording r = a.recording();
        Map<String, String> words = new LinkedHashMap<>();
        words.put("TITLE", escaped(r.program() + ": trace"));
        words.put("STYLE", resource("lib/uPlot.min.css") + resource("page.css"));
        words.put("PROGRAM", escaped(r.program()));
        words.put("FACTS", escaped(facts(r)));
        words.put("SENTENCE", escaped(a.sentence()));
        words.put("WARNINGS", warnings(a));
        words.put("CONCURRENCY", escaped("At most " + a.activity().inProgress().max()
                + " goroutines are in progress at the same moment."));
        words.put("PARALLELISM", escaped("At most " + a.activity().running().max()
                + " goroutines run at the same moment."));
        words.put("META", PageMeta.of(a));
        return words;
    }

    private static String facts(Recording r) {
        return String.format(Locale.ROOT, "%s, %.3f s", r.started().truncatedTo(ChronoUnit.SECONDS),
                r.duration() / 1e9);
    }

    private static String warnings(Analysis a) {
        Recording r = a.recording();
        StringBuilder html = new StringBuilder();
        if (!r.incomplete().isEmpty()) {
            html.append(warning(r.incomplete()));
        }
        if (r.lost() > 0) {
            html.append(warning(r.lost() + " events were lost: some spans may be wrong."));
        }
        if (!a.findings().isEmpty()) {
            html.append("<ul id=\"findings\">");
            a.findings().forEach(
                    f -> html.append("<li>").append(escaped(f.text())).append("</li>"));
            html.append("</ul>");
        }
        return html.toString();
    }

    private static String warning(String text) {
        return "<p class=\"warning\" role=\"alert\">" + escaped(text) + "</p>";
    }

    /** Replaces each @NAME@ once, in one pass: a text that has such a name stays as it is. */
    private static String filled(String template, Map<String, String> words) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Map.Entry<String, String> word : words.entrySet()) {
            String name = "@" + word.getKey() + "@";
            int found = template.indexOf(name, at);
            out.append(template, at, found).append(word.getValue());
            at = found + name.length();
        }
        return out.append(template, at, template.length()).toString();
    }

    private static byte[] packed(Recording r) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new Fast(bytes)) {
            out.write(PackedRecording.of(r));
        }
        return bytes.toByteArray();
    }

    /** A page of millions of spans is written in a second, and is a tenth larger than the best. */
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
