package dev.jopher.explore.internal.replay;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What the program calls an object at a line: the variable, field or method whose value a method is
 * called on there. Read from the class file. If a line calls methods of that type on several
 * variables, there is no name.
 */
final class VariableNames {
    private final Map<String, ClassLoader> loaders = new HashMap<>();
    private final Map<String, @Nullable Methods> classes = new HashMap<>();

    /** The code of a class. */
    private record Methods(List<MethodModel> all) {}

    void loader(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        loaders.putIfAbsent(type.getName(),
                loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /** Returns the name of an object whose class has the simple name {@code type}; or null. */
    @Nullable String at(StackTraceElement site, String type) {
        return only(site, (line, names) -> line.receivers(type, names));
    }

    /** Returns the name of the object whose monitor is entered; or null. */
    @Nullable String monitor(StackTraceElement site) {
        return only(site, Line::monitors);
    }

    /** Returns the name of the field of such an object that is used; or null. */
    @Nullable String field(StackTraceElement site, String type) {
        return only(site, (line, names) -> line.fields(type, names));
    }

    private @Nullable String only(StackTraceElement site, BiConsumer<Line, Set<String>> find) {
        Methods methods = classes.computeIfAbsent(site.getClassName(), this::read);
        if (methods == null) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (MethodModel m : methods.all) {
            if (m.methodName().equalsString(site.getMethodName())) {
                m.findAttribute(Attributes.code()).ifPresent(
                        code -> find.accept(new Line(code, site.getLineNumber()), names));
            }
        }
        return names.size() == 1 ? names.iterator().next() : null;
    }

    private @Nullable Methods read(String className) {
        ClassLoader loader = loaders.get(className);
        try (InputStream in = loader == null ? null
                : loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            return in == null ? null
                    : new Methods(ClassFile.of().parse(in.readAllBytes()).methods());
        } catch (IOException | IllegalArgumentException e) {
            return null; // a report without names
        }
    }

    /** The instructions of one line. */
    private static final class Line {
        private final CodeAttribute code;
        private final List<Instruction> instructions = new ArrayList<>();
        private final List<Integer> positions = new ArrayList<>();

        Line(CodeAttribute code, int line) {
            this.code = code;
            boolean isHere = false;
            int position = 0;
            for (CodeElement e : code) {
                if (e instanceof LineNumber n) {
                    isHere = n.line() == line;
                } else if (e instanceof Instruction i) {
                    if (isHere) {
                        instructions.add(i);
                        positions.add(position);
                    }
                    position += i.sizeInBytes();
                }
            }
        }

        void fields(String type, Set<String> names) {
            for (Instruction i : instructions) {
                if (i instanceof FieldInstruction f
                        && isOf(f.owner().asInternalName(), type)) {
                    names.add(f.name().stringValue());
                }
            }
        }

        void monitors(Set<String> names) {
            for (int i = 0; i < instructions.size(); i++) {
                if (instructions.get(i).opcode() == Opcode.MONITORENTER) {
                    int object = i - 1; // it is duplicated and stored, for the exit
                    while (object > 0 && (instructions.get(object) instanceof StoreInstruction
                            || instructions.get(object).opcode() == Opcode.DUP)) {
                        object--;
                    }
                    String name = object < 0 ? null : name(object);
                    if (name != null) {
                        names.add(name);
                    }
                }
            }
        }

        void receivers(String type, Set<String> names) {
            for (int i = 0; i < instructions.size(); i++) {
                if (instructions.get(i) instanceof InvokeInstruction call
                        && call.opcode() != Opcode.INVOKESTATIC
                        && isOf(call.owner().asInternalName(), type)
                        && !call.name().equalsString("<init>")) {
                    int receiver = i - 1;
                    for (int k = call.typeSymbol().parameterCount(); k > 0 && receiver >= 0; k--) {
                        receiver = begin(receiver) - 1;
                    }
                    String name = receiver < 0 ? null : name(receiver);
                    if (name != null) {
                        names.add(name);
                    }
                }
            }
        }

        private static boolean isOf(String owner, String type) {
            String simple = owner.substring(owner.lastIndexOf('/') + 1);
            return simple.endsWith(type);
        }

        /** Returns where the expression begins that ends with an instruction; -1 if unknown. */
        private int begin(int last) {
            int operands = last < 0 ? -1 : operands(instructions.get(last));
            int first = last;
            for (int k = 0; k < operands && first >= 0; k++) {
                first = begin(first - 1);
            }
            return operands < 0 ? -1 : first;
        }

        /** Returns how many values an instruction takes that leaves one; -1 for others. */
        private static int operands(Instruction i) {
            return switch (i) {
                case LoadInstruction l -> 0;
                case ConstantInstruction c -> 0;
                case FieldInstruction f -> switch (f.opcode()) {
                    case GETSTATIC -> 0;
                    case GETFIELD -> 1;
                    default -> -1;
                };
                case ConvertInstruction c -> 1;
                case TypeCheckInstruction t -> 1;
                case OperatorInstruction o -> o.opcode().name().endsWith("NEG")
                        || o.opcode() == Opcode.ARRAYLENGTH ? 1 : 2;
                case InvokeDynamicInstruction d -> d.typeSymbol().parameterCount();
                case InvokeInstruction v -> v.typeSymbol().parameterCount()
                        + (v.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
                default -> -1;
            };
        }

        private @Nullable String name(int last) {
            return switch (instructions.get(last)) {
                case FieldInstruction f -> f.name().stringValue();
                case LoadInstruction l -> variable(l.slot(), positions.get(last));
                case TypeCheckInstruction t -> last == 0 ? null : name(last - 1);
                case InvokeInstruction v when v.typeSymbol().parameterCount() == 0 ->
                    v.name().stringValue();
                default -> null;
            };
        }

        private @Nullable String variable(int slot, int position) {
            return code.findAttribute(Attributes.localVariableTable()).stream()
                    .flatMap(t -> t.localVariables().stream())
                    .filter(v -> v.slot() == slot && v.startPc() <= position
                            && position < v.startPc() + v.length())
                    .map(LocalVariableInfo::name).map(Object::toString)
                    .filter(n -> !n.equals("this")).findFirst().orElse(null);
        }
    }
}
