package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.jopher.explore.internal.replay.ScheduleFile;
import dev.jopher.explore.internal.report.Finding;
import dev.jopher.explore.internal.report.HtmlReport;
import org.jspecify.annotations.Nullable;

/** The files that {@code jopher explore} is asked to write when a schedule has failed. */
final class FindingFiles {
    private FindingFiles() {}

    static void write(ExploreOptions options, Finding finding) {
        if (options.html() != null) {
            write(options.html(), HtmlReport.of(finding));
        }
        if (options.output() != null) {
            write(options.output(), ScheduleFile.write(finding.recording()));
        }
    }

    private static void write(@Nullable String file, String text) {
        try {
            Files.writeString(Path.of(String.valueOf(file)), text);
        } catch (IOException | InvalidPathException e) {
            Environment.warn("cannot write " + file + ": " + e.getMessage());
        }
    }
}
