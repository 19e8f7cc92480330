package dev.jopher.prose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/** Finds Javadoc of methods that does not begin with a verb in the third person: "Returns". */
final class MethodDocs {
    private static final Pattern FIRST_WORD = Pattern.compile("[A-Z][a-z]+s(?![\\w'])");

    /** They end as such verbs do. */
    private static final Set<String> NO_VERBS =
            Set.of("This", "Its", "As", "Always", "Whereas", "Thus", "Unless", "Less", "Perhaps",
                    "Sometimes", "Was", "Others", "Besides", "Numbers", "Goroutines",
                    "Nanoseconds");

    private MethodDocs() {}

    static List<Finding> of(List<String> files) throws IOException {
        List<Finding> findings = new ArrayList<>();
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            List<Path> paths = files.stream().map(Repository.ROOT::resolve).toList();
            var task = (JavacTask) javac.getTask(null, manager, d -> {}, List.of("-proc:none"),
                    null, manager.getJavaFileObjectsFromPaths(paths));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, docs, findings).scan(unit, null);
            }
        }
        return findings;
    }

    /** Checks that the first word may be such a verb. Comments of tags alone need none. */
    static boolean beginsWithAVerb(String comment) {
        String text = comment.strip();
        if (text.startsWith("@") || text.startsWith("{@inheritDoc}")) {
            return true;
        }
        Matcher m = FIRST_WORD.matcher(text);
        return m.lookingAt() && !NO_VERBS.contains(m.group());
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final List<Finding> findings;

        Scanner(CompilationUnitTree unit, DocTrees docs, List<Finding> findings) {
            this.unit = unit;
            this.docs = docs;
            this.findings = findings;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            String comment = docs.getDocComment(getCurrentPath());
            if (comment != null && !beginsWithAVerb(comment)) {
                long at = docs.getSourcePositions().getStartPosition(unit, method);
                Path file = Path.of(unit.getSourceFile().toUri());
                findings.add(new Finding(
                        Repository.ROOT.relativize(file).toString().replace('\\', '/'),
                        (int) unit.getLineMap().getLineNumber(at), "verb",
                        comment.strip().lines().findFirst().orElse("")));
            }
            return super.visitMethod(method, nothing);
        }
    }
}
