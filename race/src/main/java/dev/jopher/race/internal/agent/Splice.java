package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A call that is put into a method of the JDK and may change a value there.
 *
 * @param method the method
 * @param callee the method that it calls there; empty for its returns, whose result is changed
 * @param before whether it comes before the callee, whose argument it changes, or after it
 * @param owner the class of the detector that has the method
 */
record Splice(String method, String callee, boolean before, ClassDesc owner, String hook,
        MethodTypeDesc type) {
    static Splice of(String method, String callee, boolean before, Class<?> owner, String hook,
            String type) {
        return new Splice(method, callee, before, ClassDesc.of(owner.getName()), hook,
                MethodTypeDesc.ofDescriptor(type));
    }

    void call(CodeBuilder code) {
        code.invokestatic(owner, hook, type);
    }
}
