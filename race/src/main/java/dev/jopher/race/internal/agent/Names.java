package dev.jopher.race.internal.agent;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * The names of what is added to the program's classes, and of what the added code calls. All that
 * is added begins with {@code $race$}: reflection leaves that out.
 */
final class Names {
    static final String PREFIX = "$race$";

    /** Shadow words of a field: of writes and reads. */
    static final String WRITES = "$race$w$";
    static final String READS = "$race$r$";

    /** Check methods of a field: same-epoch test and slow path. */
    static final String WRITE = "$race$w$";
    static final String READ = "$race$r$";
    static final String SLOW_WRITE = "$race$ws$";
    static final String SLOW_READ = "$race$rs$";

    /** The clock of a volatile field, and what uses it. */
    static final String CLOCK = "$race$c$";
    static final String ACQUIRE = "$race$a$";
    static final String RELEASE = "$race$b$";

    static final ClassDesc THREAD =
            ClassDesc.of("dev.jopher.race.internal.clock.ShadowThread");
    static final ClassDesc CHECKS = ClassDesc.of("dev.jopher.race.internal.shadow.Checks");
    static final ClassDesc HOOKS =
            ClassDesc.of("dev.jopher.race.internal.sync.ProgramHooks");
    static final ClassDesc TENTATIVE =
            ClassDesc.of("dev.jopher.race.internal.sync.TentativeHooks");
    static final ClassDesc SYNC_CLOCK = ClassDesc.of("dev.jopher.race.internal.sync.SyncClock");

    static final MethodTypeDesc CURRENT = MethodTypeDesc.of(THREAD);
    static final MethodTypeDesc OBJECT_HOOK =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object, THREAD);
    static final MethodTypeDesc PLACE_HOOK = MethodTypeDesc.of(ConstantDescs.CD_void,
            ConstantDescs.CD_Object, THREAD, ConstantDescs.CD_int);
    static final MethodTypeDesc CLOCK_HOOK =
            MethodTypeDesc.of(ConstantDescs.CD_void, SYNC_CLOCK, THREAD);
    static final MethodTypeDesc FIELD_HOOK = MethodTypeDesc.of(SYNC_CLOCK,
            ConstantDescs.CD_Object, ConstantDescs.CD_int, THREAD);

    private Names() {}
}
