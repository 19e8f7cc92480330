package dev.jopher.race.internal.agent;

import java.lang.classfile.instruction.FieldInstruction;

import dev.jopher.race.internal.agent.ClassInfo.FieldInfo;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field that an instruction names, as the JVM does: section 5.4.3.2 of its
 * specification.
 */
public record FieldResolver(ClassInfos classes) {

    /** A field and the class that declares it. */
    public record Resolved(ClassInfo declaring, FieldInfo field) {}

    /** Returns null if the bytes of a class on the way to the field cannot be found. */
    public @Nullable Resolved resolve(FieldInstruction f) {
        return resolve(f.owner().asInternalName(), f.name().stringValue(), f.type().stringValue());
    }

    /** Does the same for a field that was found before. */
    Resolved resolved(FieldInstruction f) {
        Resolved r = resolve(f);
        if (r == null) {
            throw new IllegalStateException(f.name().stringValue());
        }
        return r;
    }

    /** Returns null if the bytes of a class on the way to the field cannot be found. */
    @Nullable Resolved resolve(String owner, String name, String type) {
        for (String c = owner; c != null;) {
            ClassInfo info = classes.find(c);
            if (info == null) {
                return null;
            }
            Resolved here = declared(info, name, type);
            if (here != null) {
                return here;
            }
            c = info.superclass();
        }
        return null;
    }

    /** A class's own fields come first, then those of its interfaces. */
    private @Nullable Resolved declared(ClassInfo info, String name, String type) {
        FieldInfo f = info.field(name, type);
        if (f != null) {
            return new Resolved(info, f);
        }
        for (String i : info.interfaces()) {
            ClassInfo above = classes.find(i);
            Resolved there = above == null ? null : declared(above, name, type);
            if (there != null) {
                return there;
            }
        }
        return null;
    }
}
