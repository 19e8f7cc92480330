package dev.jopher.race.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import dev.jopher.race.litmus.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs, the races of which are known: see {@link Generator}, {@link Order}. The
 * properties {@code jopher.oracle.seed} and {@code jopher.oracle.programs} choose others and more.
 *
 * <p>Each build runs the same ones. About one in some thousand programs has a miss that is known:
 * the JDK links a call of a {@code VarHandle} when it first runs, and its tables of types order the
 * threads that do so (seed 1796036836190).
 */
class OracleIT {
    private static final long SEED = Long.getLong("jopher.oracle.seed", 20_261_130);
    private static final int PROGRAMS = Integer.getInteger("jopher.oracle.programs", 300);

    /** Of one compilation and one JVM. */
    private static final int BATCH = 500;

    @Test
    void eachRaceIsFoundAndNothingElse(@TempDir Path dir) throws Exception {
        for (int done = 0; done < PROGRAMS; done += BATCH) {
            long first = SEED + done;
            int count = Math.min(BATCH, PROGRAMS - done);
            System.out.println("jopher.oracle.seed=" + first + " jopher.oracle.programs=" + count);
            compile(dir, first, count);
            ChildJvm.Result r = ChildJvm.run("include=dev.jopher.race.oracle.generated",
                    List.of("-Djopher.classes=" + dir), 600, OracleMain.class.getName(),
                    Long.toString(first), Integer.toString(count));
            assertThat(r.lines("FALSE")).as("reports of what is no race").isEmpty();
            assertThat(r.lines("MISSED")).as("variables with a race, and no report").isEmpty();
            assertThat(r.lines("compared")).as(r.output()).hasSize(1);
        }
    }

    static void compile(Path dir, long first, int count) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> sources = new ArrayList<>();
        for (long seed = first; seed < first + count; seed++) {
            Program p = Generator.generate(seed);
            sources.add(new Text(p.className(), new Source(p).text()));
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-g", "-proc:none", "-nowarn", "-d", dir.toString(),
                    "-cp", ChildJvm.classPath());
            assertThat(compiler.getTask(null, files, null, options, null, sources).call()).isTrue();
        }
    }

    /** A source in memory. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
