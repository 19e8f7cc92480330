package dev.jopher.cli;

import java.nio.charset.StandardCharsets;

import javax.lang.model.SourceVersion;
import javax.tools.SimpleJavaFileObject;

/**
 * The source that the user named, as javac reads it: its first line may be {@code #!}, and its
 * class may have any name.
 */
final class MainSourceFile extends SimpleJavaFileObject {
    private final String name;
    private final String text;

    MainSourceFile(Source source) {
        super(source.path().toUri(), Kind.SOURCE);
        this.name = source.name();
        this.text = withoutShebang(new String(source.bytes(), StandardCharsets.UTF_8));
    }

    /** Replaces the line by an empty one, so that every line keeps its number. */
    private static String withoutShebang(String text) {
        if (!text.startsWith("#!")) {
            return text;
        }
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return kind == Kind.SOURCE && SourceVersion.isIdentifier(simpleName);
    }
}
