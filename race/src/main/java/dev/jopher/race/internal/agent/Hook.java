package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** The methods of the detector that rewritten bodies of the JDK call, all with one argument. */
enum Hook {
    ACQUIRE("Hooks", "acquire", CD_Object),
    RELEASE("Hooks", "release", CD_Object),
    STARTING("ThreadHooks", "starting", Types.THREAD),
    JOINED("ThreadHooks", "joined", Types.THREAD),
    ENDED("ThreadHooks", "ended", Types.THREAD),
    INTERRUPTING("ThreadHooks", "interrupting", Types.THREAD),
    INTERRUPTED("ThreadHooks", "interrupted", Types.THREAD),
    SELF_INTERRUPTED("ThreadHooks", "selfInterrupted", CD_Object);

    private final ClassDesc owner;
    private final String method;
    private final MethodTypeDesc type;

    Hook(String owner, String method, ClassDesc argument) {
        this.owner = ClassDesc.of("dev.jopher.race.internal.sync." + owner);
        this.method = method;
        this.type = MethodTypeDesc.of(CD_void, argument);
    }

    /** Calls the hook. The argument is on the stack. */
    void call(CodeBuilder code) {
        code.invokestatic(owner, method, type);
    }

    /** The constants of an enum come before its other static fields. */
    private static final class Types {
        static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    }
}
