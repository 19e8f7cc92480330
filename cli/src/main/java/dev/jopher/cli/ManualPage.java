package dev.jopher.cli;

import java.util.Locale;
import java.util.stream.Collectors;

/** The manual page jopher(1): the help texts as a page for {@code man}. */
final class ManualPage {
    private ManualPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                .TH JOPHER 1
                .SH NAME
                jopher \\- run programs that use Go's concurrency on the JVM
                .SH SYNOPSIS
                .B jopher
                .I command
                .RI [ arguments ]
                .SH DESCRIPTION
                """);
        page.append(literal(Help.GENERAL));
        for (String command : Completion.COMMANDS) {
            if (!command.equals("help")) {
                page.append(".SH ").append(command.toUpperCase(Locale.ROOT)).append('\n')
                        .append(literal(Help.about(command)));
            }
        }
        return page.append(".SH ENVIRONMENT\n").append(literal(Help.about("environment")))
                .toString();
    }

    /** Returns a text that is printed as it stands. */
    private static String literal(String text) {
        return text.lines().map(ManualPage::escaped)
                .collect(Collectors.joining("\n", ".nf\n", "\n.fi\n"));
    }

    /** Returns a line in which nothing is a command of troff. */
    private static String escaped(String line) {
        String plain = line.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
