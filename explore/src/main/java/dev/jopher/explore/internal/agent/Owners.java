package dev.jopher.explore.internal.agent;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;

import dev.jopher.race.internal.agent.ClassInfo;
import dev.jopher.race.internal.agent.ClassInfos;
import org.jspecify.annotations.Nullable;

/** Whose method a call is about: a class of the program inherits methods of the JDK's. */
record Owners(ClassInfos classes) {
    private static final String JAVA = "java/";

    /**
     * Returns the class or interface that the call names; in its place the one of the JDK that the
     * method is inherited from.
     */
    String of(InvokeInstruction i) {
        String named = i.owner().asInternalName();
        if (isOfJdk(named) || i.opcode() == Opcode.INVOKESTATIC || named.startsWith("[")) {
            return named;
        }
        String from = inherited(named, i.name().stringValue() + i.type().stringValue());
        return from == null ? named : from;
    }

    private static boolean isOfJdk(String name) {
        return name.startsWith(JAVA) || name.startsWith("sun/");
    }

    /** Returns the class above that is of the JDK; null if one of the program has the method. */
    private @Nullable String inherited(String name, String method) {
        if (isOfJdk(name)) {
            return name.equals("java/lang/Object") ? null : name;
        }
        ClassInfo info = classes.find(name);
        if (info == null || info.declares(method)) {
            return null;
        }
        String from = info.superclass() == null ? null : inherited(info.superclass(), method);
        for (String i : info.interfaces()) {
            from = from == null ? inherited(i, method) : from;
        }
        return from;
    }
}
