package dev.jopher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaFileObject;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;

/**
 * Reads each source after javac has parsed it. The main source shows where its siblings are, before
 * javac searches for one, and which class is to be launched. The result depends on the siblings.
 */
final class ParseListener implements TaskListener {
    private final Source source;
    private final MainSourceFile main;
    private final ProgramFiles files;
    private final List<String> typeNames = new ArrayList<>();
    private final Map<Path, byte[]> siblings = new HashMap<>();

    ParseListener(Source source, MainSourceFile main, ProgramFiles files) {
        this.source = source;
        this.main = main;
        this.files = files;
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() != TaskEvent.Kind.PARSE) {
            return;
        }
        try {
            JavaFileObject file = event.getSourceFile(); // a wrapper of javac's, so == would be false
            if (file.toUri().equals(main.toUri())) {
                readMain(event.getCompilationUnit());
            } else {
                String text = file.getCharContent(true).toString();
                siblings.put(Path.of(file.toUri()), text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readMain(CompilationUnitTree unit) throws IOException {
        ExpressionTree packageTree = unit.getPackageName();
        String packageName = packageTree == null ? "" : packageTree.toString();
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree c) {
                typeNames.add(packageName.isEmpty()
                        ? c.getSimpleName().toString()
                        : packageName + "." + c.getSimpleName());
            }
        }
        if (!source.hasSiblings()) {
            return;
        }
        Optional<Path> root = SourceLookup.root(source.path(), packageName);
        if (root.isPresent()) {
            files.setRoot(root.get());
        } else {
            throw CommandException.program(source.name() + " is in package " + packageName
                    + ", so it must be in a directory " + packageName.replace('.', '/'));
        }
    }

    /** Returns the top-level classes of the main source. */
    List<String> typeNames() {
        return typeNames;
    }

    /** Returns the other sources that javac has read, and their content. */
    Map<Path, byte[]> siblings() {
        return siblings;
    }
}
