package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** The methods of the detector that rewritten bodies of the JDK call. */
enum Hook {
    ACQUIRE("Hooks", "acquire", CD_Object),
    RELEASE("Hooks", "release", CD_Object),
    ACQUIRE_ELEMENT("Hooks", "acquire", CD_Object, CD_int),
    RELEASE_ELEMENT("Hooks", "release", CD_Object, CD_int),
    COMPARING("TentativeHooks", "comparing", CD_Object),
    COMPARING_ELEMENT("TentativeHooks", "comparing", CD_Object, CD_int),
    COMPARED("TentativeHooks", "compared", CD_boolean),
    RELEASE_READ("LockHooks", "releaseRead", CD_Object),
    ACQUIRE_WRITE("LockHooks", "acquireWrite", CD_Object),
    STAMPED_READ("LockHooks", "stampedRead", CD_Object),
    STAMPED_WRITE("LockHooks", "stampedWrite", CD_Object),
    OPTIMISTIC("LockHooks", "optimistic", CD_Object),
    VALIDATED("LockHooks", "validated", CD_Object),
    STATE_READ("LockHooks", "stateRead", CD_Object),
    STATE_WRITE("LockHooks", "stateWrite", CD_Object),
    REMOVING("MapHooks", "removing", CD_Object),
    ABSENT("MapHooks", "absent", CD_Object),
    WRAPPER_READING("WrapperHooks", "reading", CD_Object),
    WRAPPER_GETTING("WrapperHooks", "getting", CD_Object),
    WRAPPER_WRITING("WrapperHooks", "writing", CD_Object),
    FORKING("TaskHooks", "forking", CD_Object, CD_Object),
    EXITING("ThreadHooks", "exiting", CD_Object, Types.THREAD),
    STARTING("ThreadHooks", "starting", Types.THREAD),
    JOINED("ThreadHooks", "joined", Types.THREAD),
    ENDED("ThreadHooks", "ended", Types.THREAD),
    INTERRUPTING("ThreadHooks", "interrupting", Types.THREAD),
    INTERRUPTED("ThreadHooks", "interrupted", Types.THREAD),
    UNCAUGHT("ThreadHooks", "uncaught", Types.THREAD),
    SELF_INTERRUPTED("ThreadHooks", "selfInterrupted", CD_Object);

    private final ClassDesc owner;
    private final String method;
    private final MethodTypeDesc type;

    Hook(String owner, String method, ClassDesc... arguments) {
        this.owner = ClassDesc.of("dev.jopher.race.internal.sync." + owner);
        this.method = method;
        this.type = MethodTypeDesc.of(CD_void, arguments);
    }

    /** Calls the hook. The arguments are on the stack. */
    void call(CodeBuilder code) {
        code.invokestatic(owner, method, type);
    }

    int arguments() {
        return type.parameterCount();
    }

    /** The constants of an enum come before its other static fields. */
    private static final class Types {
        static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
    }
}
