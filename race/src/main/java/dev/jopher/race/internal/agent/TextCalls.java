package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Puts checks before what makes a text of several objects: {@code "a" + list} and {@code
 * String.format} read the list. For calls with one object see {@link ContentCalls}.
 */
final class TextCalls implements Emitter {
    private static final String FACTORY = "StringConcatFactory";
    private static final MethodTypeDesc READ =
            MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD, CD_int);
    private static final MethodTypeDesc FORMATTED = MethodTypeDesc.of(CD_void, CD_String,
            CD_Object.arrayType(), Names.THREAD, CD_int);

    /** Types of which a text does not show what is inside. */
    private static final Set<String> OPEN_TYPES = Set.of("Ljava/lang/Object;",
            "Ljava/lang/StringBuilder;", "Ljava/lang/CharSequence;", "Ljava/lang/Iterable;");

    private static final Set<String> FORMATS = Set.of("java/lang/String.format",
            "java/lang/String.formatted", "java/io/PrintStream.printf",
            "java/io/PrintStream.format", "java/io/PrintWriter.printf",
            "java/io/PrintWriter.format");

    private final MethodContext context;
    private final SyncCalls sync;

    TextCalls(MethodContext context, SyncCalls sync) {
        this.context = context;
        this.sync = sync;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        if (e instanceof InvokeDynamicInstruction d) {
            return isConcatenation(d)
                    && d.typeSymbol().parameterList().stream().anyMatch(TextCalls::isOpen);
        }
        return e instanceof InvokeInstruction i && FORMATS.contains(
                i.owner().asInternalName() + "." + i.name().stringValue())
                && format(i.typeSymbol()) != Integer.MIN_VALUE;
    }

    private static boolean isConcatenation(InvokeDynamicInstruction d) {
        return d.bootstrapMethod().owner().displayName().equals(FACTORY);
    }

    private static boolean isOpen(ClassDesc type) {
        String d = type.descriptorString();
        return OPEN_TYPES.contains(d) || d.startsWith("Ljava/util/") && d.lastIndexOf('/') == 10;
    }

    /**
     * Returns which argument is the format, -1 for the receiver; the arguments of the text come
     * last.
     */
    private static int format(MethodTypeDesc type) {
        int last = type.parameterCount() - 1;
        if (last < 0 || !type.parameterType(last).equals(CD_Object.arrayType())) {
            return Integer.MIN_VALUE;
        }
        return last == 0 || type.parameterType(last - 1).equals(CD_String)
                ? last - 1
                : Integer.MIN_VALUE;
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        if (e instanceof InvokeDynamicInstruction d) {
            concatenation(c, d.typeSymbol());
        } else if (e instanceof InvokeInstruction i) {
            format(c, i);
        }
        if (sync.wants(index, e)) {
            sync.emit(c, index, e);
        } else {
            c.with(e);
        }
    }

    private void concatenation(CodeBuilder c, MethodTypeDesc type) {
        int[] saved = Arguments.save(c, type);
        for (int p = 0; p < saved.length; p++) {
            if (isOpen(type.parameterType(p))) {
                c.aload(saved[p]);
                context.pushAccess(c, "String.concat");
                c.invokestatic(ShadowPairs.CONTENT, "read", READ);
            }
        }
        Arguments.load(c, type, saved);
    }

    private void format(CodeBuilder c, InvokeInstruction i) {
        MethodTypeDesc type = i.typeSymbol();
        int[] saved = Arguments.save(c, type);
        int format = format(type);
        if (format < 0) {
            c.dup();
        } else {
            c.aload(saved[format]);
        }
        c.aload(saved[saved.length - 1]);
        context.pushAccess(c, SyncCalls.operation(i));
        c.invokestatic(ShadowPairs.CONTENT, "formatted", FORMATTED);
        Arguments.load(c, type, saved);
    }
}
