package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Puts checks of ranges before calls of JDK methods that read or write elements of arrays: {@code
 * System.arraycopy}, {@code clone}, those of {@code Arrays}, and strings made of arrays.
 */
final class ArrayCalls implements Emitter {
    private static final ClassDesc RANGES =
            ClassDesc.of("dev.jopher.race.internal.shadow.ArrayRanges");
    private static final MethodTypeDesc RANGE = MethodTypeDesc.of(CD_void, CD_Object, CD_int,
            CD_int, Names.THREAD, CD_int);
    private static final MethodTypeDesc ELEMENT =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, Names.THREAD, CD_int);
    private static final MethodTypeDesc WHOLE =
            MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD, CD_int);
    private static final MethodTypeDesc COPY = MethodTypeDesc.of(CD_void, CD_Object, CD_int,
            CD_Object, CD_int, CD_int, Names.THREAD, CD_int);

    /** The methods of {@code Arrays} that write; {@code asList} does neither. */
    private static final Set<String> WRITES = Set.of("fill", "sort", "parallelSort", "setAll",
            "parallelSetAll", "parallelPrefix");

    private final MethodContext context;

    ArrayCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        if (!(e instanceof InvokeInstruction i)) {
            return false;
        }
        String name = i.name().stringValue();
        String owner = i.owner().asInternalName();
        if (owner.startsWith("[")) {
            return name.equals("clone");
        }
        if (isGetChars(i)) {
            return owner.startsWith("java/lang/");
        }
        return switch (owner) {
            case "java/lang/System" -> name.equals("arraycopy");
            case "java/lang/reflect/Array" -> isElement(i, name);
            case "java/util/Arrays" -> !name.equals("asList") && hasArray(i.typeSymbol());
            case "java/lang/String" -> hasArray(i.typeSymbol()) && isOfArray(i, name);
            default -> false;
        };
    }

    /** Returns whether it makes a string from the chars or bytes of an array. */
    private static boolean isOfArray(InvokeInstruction i, String name) {
        return name.equals("valueOf") || name.equals("copyValueOf") || name.equals("<init>")
                && i.typeSymbol().parameterType(0).isArray();
    }

    /** Returns whether it is a reflective access of an element. */
    private static boolean isElement(InvokeInstruction i, String name) {
        return (name.startsWith("get") || name.startsWith("set")) && isInt(i.typeSymbol(), 1);
    }

    private static boolean isGetChars(InvokeInstruction i) {
        return i.name().equalsString("getChars") && i.type().equalsString("(II[CI)V");
    }

    private static boolean hasArray(MethodTypeDesc type) {
        return type.parameterList().stream().anyMatch(ClassDesc::isArray);
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        String name = i.name().stringValue();
        if (name.equals("clone")) {
            c.dup();
            context.pushAccess(c, i.owner().asSymbol().displayName());
            c.invokestatic(RANGES, "read", WHOLE);
        } else {
            int[] slots = Arguments.save(c, i.typeSymbol());
            if (name.equals("arraycopy")) {
                Arguments.load(c, i.typeSymbol(), slots);
                context.pushAccess(c, "System.arraycopy");
                c.invokestatic(RANGES, "copy", COPY);
            } else if (i.owner().asInternalName().equals("java/lang/reflect/Array")) {
                c.aload(slots[0]).iload(slots[1]);
                context.pushAccess(c, "Array." + name);
                c.invokestatic(RANGES, name.startsWith("get") ? "read" : "write", ELEMENT);
            } else if (isGetChars(i)) {
                // from, to, array, index in it
                c.aload(slots[2]).iload(slots[3]);
                c.iload(slots[3]).iload(slots[1]).iadd().iload(slots[0]).isub();
                context.pushAccess(c, "char[]");
                c.invokestatic(RANGES, "write", RANGE);
            } else {
                checkArrays(c, i, slots);
            }
            Arguments.load(c, i.typeSymbol(), slots);
        }
        c.with(e);
    }

    /** Checks each argument that is an array: a range of it if two numbers follow. */
    private void checkArrays(CodeBuilder c, InvokeInstruction i, int[] slots) {
        MethodTypeDesc type = i.typeSymbol();
        String name = i.name().stringValue();
        boolean string = i.owner().asInternalName().equals("java/lang/String");
        String access = !string && WRITES.contains(name) ? "write" : "read";
        for (int p = 0; p < slots.length; p++) {
            if (!type.parameterType(p).isArray()) {
                continue;
            }
            c.aload(slots[p]);
            boolean first = name.equals("copyOf");
            boolean range = first || isInt(type, p + 1) && isInt(type, p + 2);
            if (first) {
                c.iconst_0().iload(slots[p + 1]);
            } else if (range) {
                c.iload(slots[p + 1]).iload(slots[p + 2]);
                if (string) {
                    c.iload(slots[p + 1]).iadd(); // offset and count
                }
            }
            context.pushAccess(c, type.parameterType(p).displayName());
            c.invokestatic(RANGES, access, range ? RANGE : WHOLE);
        }
    }

    private static boolean isInt(MethodTypeDesc type, int p) {
        return p < type.parameterCount() && type.parameterType(p).equals(CD_int);
    }
}
