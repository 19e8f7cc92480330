package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What the transformers have to know of a class that is perhaps not loaded yet. Its names are
 * internal ones.
 *
 * @param superclass null for {@code java.lang.Object}
 * @param methods names and descriptors of those that it declares
 * @param jdk whether it is a class of the JDK, or of Jopher, which has no shadow words
 */
public record ClassInfo(String name, @Nullable String superclass, List<String> interfaces,
        int flags,
        List<FieldInfo> fields, Set<String> methods, boolean jdk) {

    /**
     * @param shadow what the names of the field's shadow words and check methods end with
     * @param accepted whether {@code @BenignRace} accepts the races on it
     */
    public record FieldInfo(String name, String type, int flags, String shadow,
            boolean accepted) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        public boolean isStatic() {
            return has(ClassFile.ACC_STATIC);
        }

        public boolean isVolatile() {
            return has(ClassFile.ACC_VOLATILE);
        }

        /** Returns whether each access is checked, if the class is: it may change, and race. */
        public boolean isPlain() {
            return !has(ClassFile.ACC_FINAL | ClassFile.ACC_VOLATILE);
        }

        /** Returns whether it is an accepted race if two threads use it at the same time. */
        public boolean mayRace() {
            return accepted && isPlain();
        }
    }

    public static ClassInfo of(ClassModel model, boolean jdk) {
        List<FieldInfo> fields = new ArrayList<>();
        boolean acceptsAll = BenignRaces.accepts(model);
        for (FieldModel f : model.fields()) {
            String name = f.fieldName().stringValue();
            // Some compilers and obfuscators give two fields the same name, with different types.
            boolean twice = fields.stream().anyMatch(other -> other.name.equals(name));
            fields.add(new FieldInfo(name, f.fieldType().stringValue(), f.flags().flagsMask(),
                    twice ? name + "$" + fields.size() : name,
                    acceptsAll || BenignRaces.accepts(f)));
        }
        return new ClassInfo(model.thisClass().asInternalName(),
                model.superclass().map(ClassEntry::asInternalName).orElse(null),
                model.interfaces().stream().map(ClassEntry::asInternalName).toList(),
                model.flags().flagsMask(), fields, model.methods().stream()
                        .map(m -> m.methodName().stringValue() + m.methodType().stringValue())
                        .collect(Collectors.toUnmodifiableSet()),
                jdk);
    }

    public boolean isInterface() {
        return (flags & ClassFile.ACC_INTERFACE) != 0;
    }

    /** Returns whether it declares a method, given by its name and descriptor. */
    public boolean declares(String method) {
        return methods.contains(method);
    }

    boolean declaresClone() {
        return methods.stream().anyMatch(m -> m.startsWith("clone("));
    }

    @Nullable FieldInfo field(String field, String type) {
        for (FieldInfo f : fields) {
            if (f.name.equals(field) && f.type.equals(type)) {
                return f;
            }
        }
        return null;
    }

    /** Returns the name as in the source, without the package. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
    }
}
