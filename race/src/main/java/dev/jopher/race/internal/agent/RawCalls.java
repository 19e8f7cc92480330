package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;

/** Replaces calls of {@code Collections.synchronizedSet}. */
final class RawCalls {
    private RawCalls() {}

    static byte[] replace(ClassFile classFile, ClassModel model, ClassDesc by) {
        CodeTransform calls = (code, e) -> {
            if (e instanceof InvokeInstruction i && i.name().equalsString("synchronizedSet")) {
                code.invokestatic(by, "synchronizedSet", i.typeSymbol());
            } else {
                code.with(e);
            }
        };
        return classFile.transformClass(model, ClassTransform.transformingMethodBodies(calls));
    }
}
