package dev.jopher.examples;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program that a java block of a page is, or is a part of.
 *
 * @param name of its class: what a first line {@code // Name.java} says, or made of its place
 */
record Snippet(Block block, String name, String source) {
    private static final String IMPORTS = """
            import static dev.jopher.Go.*;
            import dev.jopher.*;
            import dev.jopher.sync.*;
            """;
    private static final String DOTS = "...";
    private static final Pattern MAIN = Pattern.compile("\\bvoid main\\(");
    private static final Pattern NAMED = Pattern.compile("// (\\w+)\\.java\n");

    static Snippet of(Block block) {
        return new Snippet(block, name(block), source(block));
    }

    private static String name(Block block) {
        Matcher named = NAMED.matcher(block.code());
        return named.lookingAt()
                ? named.group(1)
                : block.place().replaceAll(".*/", "").replaceAll("\\W", "_");
    }

    private static String source(Block block) {
        if (MAIN.matcher(block.code()).find()) {
            return block.code();
        }
        String given = block.given();
        if (given == null) {
            throw new AssertionError("not a whole program, and no \"given\" before it");
        }
        String all = given.contains(DOTS)
                ? given.replace(DOTS, block.code())
                : given + "\n" + block.code();
        return IMPORTS + (MAIN.matcher(all).find() ? all : inMain(all));
    }

    private static String inMain(String statements) {
        return "void main() throws Exception {\n" + statements + "\n}\n";
    }

    /** Returns whether it has to be alone: it calls {@code Go.run}, or asks for all that leaks. */
    boolean isHost() {
        return source.contains("Go.run(") || source.contains("Leaks.")
                || source.contains("Goroutines.");
    }
}
