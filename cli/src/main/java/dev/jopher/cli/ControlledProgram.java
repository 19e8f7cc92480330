package dev.jopher.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.jopher.explore.internal.world.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * A program that is started again for each schedule. If it has static variables, its classes are
 * loaded anew each time, because the last run has changed them.
 */
final class ControlledProgram implements Supplier<Runnable> {
    /** Static fields of these types do not change once they are set. */
    private static final Set<String> IMMUTABLE = Set.of("Ljava/lang/String;", "Ljava/lang/Integer;",
            "Ljava/lang/Long;", "Ljava/lang/Boolean;", "Ljava/time/Duration;");

    private final ProgramBuild build;
    private final CompiledProgram program;
    private final List<String> args;
    private final boolean isFresh;
    private final RepeatedInput input = new RepeatedInput(System.in);
    private final MainMethod first;
    private final @Nullable ClassLoader firstLoader;

    ControlledProgram(ProgramBuild build, CompiledProgram program, List<String> args) {
        this.build = build;
        this.program = program;
        this.args = args;
        this.isFresh = hasStatics(program);
        this.first = build.load(program);
        this.firstLoader = Thread.currentThread().getContextClassLoader();
    }

    /** Returns whether each schedule has classes of its own. */
    boolean isFresh() {
        return isFresh;
    }

    /** @param target where the program's output goes; null if it is discarded */
    void redirect(@Nullable OutputStream target, @Nullable OutputStream errors) {
        System.setOut(new ProgramOutput(target));
        System.setErr(new ProgramOutput(errors));
        System.setIn(input);
    }

    /** Sets the command's own streams again. */
    static void restore(PrintStream out, PrintStream err) {
        System.setOut(out);
        System.setErr(err);
    }

    @Override
    public Runnable get() {
        input.rewind();
        MainMethod main = isFresh ? build.load(program) : first;
        ClassLoader loader =
                isFresh ? Thread.currentThread().getContextClassLoader() : firstLoader;
        return () -> {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                main.invoke(args.toArray(String[]::new));
            } catch (Throwable e) {
                throw Unchecked.rethrow(e);
            }
        };
    }

    private static boolean hasStatics(CompiledProgram program) {
        return program.classes().values().stream().map(ClassFile.of()::parse)
                .flatMap((ClassModel c) -> c.fields().stream())
                .anyMatch(ControlledProgram::canChange);
    }

    private static boolean canChange(FieldModel f) {
        if (!f.flags().has(AccessFlag.STATIC) || f.flags().has(AccessFlag.SYNTHETIC)
                || f.flags().has(AccessFlag.ENUM)) {
            return false;
        }
        Optional<ConstantValueAttribute> constant = f.findAttribute(Attributes.constantValue());
        String type = f.fieldType().stringValue();
        boolean isPrimitive = type.length() == 1;
        return !(f.flags().has(AccessFlag.FINAL)
                && (constant.isPresent() || isPrimitive || IMMUTABLE.contains(type)));
    }
}
