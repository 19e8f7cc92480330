package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

import dev.jopher.race.internal.agent.ClassInfo.FieldInfo;

/**
 * Adds to a class what the accesses to its volatile fields call. For a field {@code f}:
 *
 * <pre>
 *   public transient SyncClock $race$c$f;
 *
 *   public static void $race$a$f(C o, ShadowThread t) {
 *       if (o == null) return;
 *       SyncClock c = o.$race$c$f;
 *       if (c != null) ProgramHooks.acquire(c, t);
 *       else o.$race$c$f = ProgramHooks.acquireField(o, NUMBER, t);
 *   }
 * </pre>
 *
 * and {@code $race$b$f} for releases. The field only remembers a clock, which {@code SyncTable}
 * knows by the object and the field's number: so a thread that does not see it finds the same one,
 * as does a {@code VarHandle}. The clock of a static field is known by the interned name.
 */
final class VolatileShadows {
    private static final int ADDED = ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC;

    private final ClassBuilder to;
    private final ClassInfos classes;
    private final ClassInfo info;
    private final ClassDesc type;

    private VolatileShadows(ClassBuilder to, ClassInfos classes, ClassInfo info) {
        this.to = to;
        this.classes = classes;
        this.info = info;
        this.type = ClassDesc.ofInternalName(info.name());
    }

    static void add(ClassBuilder to, ClassInfos classes, ClassInfo info) {
        VolatileShadows shadows = new VolatileShadows(to, classes, info);
        for (FieldInfo f : info.fields()) {
            if (f.isVolatile()) {
                shadows.add(f);
            }
        }
    }

    /** Returns the type of the methods. */
    static MethodTypeDesc hook(ClassDesc declaring, FieldInfo f) {
        return f.isStatic()
                ? MethodTypeDesc.of(CD_void, Names.THREAD)
                : MethodTypeDesc.of(CD_void, declaring, Names.THREAD);
    }

    private void add(FieldInfo f) {
        to.withField(Names.CLOCK + f.shadow(), Names.SYNC_CLOCK,
                ADDED | ClassFile.ACC_TRANSIENT | (f.isStatic() ? ClassFile.ACC_STATIC : 0));
        hook(f, Names.ACQUIRE, "acquire");
        hook(f, Names.RELEASE, "release");
    }

    private void hook(FieldInfo f, String method, String event) {
        int t = f.isStatic() ? 0 : 1;
        to.withMethodBody(method + f.shadow(), hook(type, f), ADDED | ClassFile.ACC_STATIC, c -> {
            Label none = c.newLabel();
            Label unknown = c.newLabel();
            if (!f.isStatic()) {
                c.aload(0).ifnull(none).aload(0);
            }
            get(c, f);
            c.astore(t + 1).aload(t + 1).ifnull(unknown);
            c.aload(t + 1).aload(t).invokestatic(Names.HOOKS, event, Names.CLOCK_HOOK).return_();
            c.labelBinding(unknown);
            find(c, f, event, t);
            c.labelBinding(none).return_();
        });
    }

    private void get(CodeBuilder c, FieldInfo f) {
        if (f.isStatic()) {
            c.getstatic(type, Names.CLOCK + f.shadow(), Names.SYNC_CLOCK);
        } else {
            c.getfield(type, Names.CLOCK + f.shadow(), Names.SYNC_CLOCK);
        }
    }

    private void find(CodeBuilder c, FieldInfo f, String event, int t) {
        if (f.isStatic()) {
            c.loadConstant(info.name() + "." + f.name()).aload(t).invokestatic(Names.HOOKS,
                    event + "Static", MethodTypeDesc.of(Names.SYNC_CLOCK,
                            CD_Object, Names.THREAD));
            c.putstatic(type, Names.CLOCK + f.shadow(), Names.SYNC_CLOCK);
        } else {
            c.aload(0).aload(0).loadConstant(FieldNumbers.of(classes, info, f)).aload(t)
                    .invokestatic(Names.HOOKS, event + "Field", Names.FIELD_HOOK);
            c.putfield(type, Names.CLOCK + f.shadow(), Names.SYNC_CLOCK);
        }
    }
}
