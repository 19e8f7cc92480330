package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

import dev.jopher.race.internal.agent.ClassInfo.FieldInfo;
import dev.jopher.race.internal.clock.Epoch;

/**
 * Adds the shadow words of a class's fields, and the methods that check an access. For a field
 * {@code f} that may change and is not volatile, the class gets
 *
 * <pre>
 *   public transient long $race$w$f, $race$r$f;
 *
 *   public static void $race$w$f(C o, ShadowThread t, int site) {
 *       if (o != null &amp;&amp; o.$race$w$f &gt;&gt;&gt; 20 != t.epoch) $race$ws$f(o, t, site);
 *   }
 *   public static void $race$ws$f(C o, ShadowThread t, int site) {
 *       int lock = CheckLock.lock(t, number of C.f);
 *       long w = o.$race$w$f, r = o.$race$r$f;
 *       o.$race$w$f = Checks.writeWord(w, t, site);
 *       CheckLock.unlock(lock);
 *       Checks.hasWritten(w, r, t, site);
 *   }
 * </pre>
 *
 * and the same for reads. The first method compares one word only, so that it has less than 36
 * bytecodes, which is what the JVM's first compiler inlines. The second one of a read begins with
 * what else makes the read no news: a write in the same epoch, or a set of readers with this one.
 * None of them passes {@code o} on, so the second compiler may still find that it does not escape.
 * Those of static fields have no {@code o}.
 */
final class FieldShadows {
    private static final int ADDED = ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC;

    private static final ClassDesc LOCK =
            ClassDesc.of("dev.jopher.race.internal.shadow.CheckLock");
    private static final MethodTypeDesc TAKE = MethodTypeDesc.of(CD_int, Names.THREAD, CD_int);
    private static final MethodTypeDesc WORD =
            MethodTypeDesc.of(CD_long, CD_long, Names.THREAD, CD_int);
    private static final MethodTypeDesc OWN =
            MethodTypeDesc.of(CD_boolean, CD_long, CD_long);
    private static final MethodTypeDesc DECISION =
            MethodTypeDesc.of(CD_void, CD_long, CD_long, Names.THREAD, CD_int);

    private final ClassBuilder to;
    private final ClassDesc type;

    private FieldShadows(ClassBuilder to, ClassDesc type) {
        this.to = to;
        this.type = type;
    }

    static void add(ClassBuilder to, ClassInfo info) {
        FieldShadows shadows = new FieldShadows(to, ClassDesc.ofInternalName(info.name()));
        for (FieldInfo f : info.fields()) {
            if (f.isPlain()) {
                shadows.add(f);
            }
        }
    }

    /** Returns the type of the check methods. */
    static MethodTypeDesc check(ClassDesc declaring, FieldInfo f) {
        return f.isStatic()
                ? MethodTypeDesc.of(CD_void, Names.THREAD, CD_int)
                : MethodTypeDesc.of(CD_void, declaring, Names.THREAD, CD_int);
    }

    private void add(FieldInfo f) {
        int flags = ADDED | ClassFile.ACC_TRANSIENT | (f.isStatic() ? ClassFile.ACC_STATIC : 0);
        to.withField(Names.WRITES + f.shadow(), CD_long, flags);
        to.withField(Names.READS + f.shadow(), CD_long, flags);
        fast(f, Names.WRITE, Names.WRITES, Names.SLOW_WRITE);
        fast(f, Names.READ, Names.READS, Names.SLOW_READ);
        slow(f, true);
        slow(f, false);
    }

    private void fast(FieldInfo f, String method, String word, String slow) {
        MethodTypeDesc signature = check(type, f);
        int t = f.isStatic() ? 0 : 1;
        to.withMethodBody(method + f.shadow(), signature, ADDED | ClassFile.ACC_STATIC, c -> {
            Label done = c.newLabel();
            if (!f.isStatic()) {
                c.aload(0).ifnull(done);
            }
            get(c, f, word);
            c.bipush(Epoch.SITE_BITS).lushr();
            c.aload(t).getfield(Names.THREAD, "epoch", CD_long).lcmp().ifeq(done);
            if (!f.isStatic()) {
                c.aload(0);
            }
            c.aload(t).iload(t + 1).invokestatic(type, slow + f.shadow(), signature);
            c.labelBinding(done).return_();
        });
    }

    private void slow(FieldInfo f, boolean writes) {
        String method = writes ? Names.SLOW_WRITE : Names.SLOW_READ;
        String word = (writes ? Names.WRITES : Names.READS) + f.shadow();
        to.withMethodBody(method + f.shadow(), check(type, f), ADDED | ClassFile.ACC_STATIC, c -> {
            int t = f.isStatic() ? 0 : 1;
            int lock = c.allocateLocal(TypeKind.INT);
            int w = c.allocateLocal(TypeKind.LONG);
            int r = c.allocateLocal(TypeKind.LONG);
            if (!writes) {
                skipOwn(c, f, t);
            }
            c.aload(t).loadConstant(number(f)).invokestatic(LOCK, "lock", TAKE).istore(lock);
            get(c, f, Names.WRITES);
            c.lstore(w);
            get(c, f, Names.READS);
            c.lstore(r);
            if (!f.isStatic()) {
                c.aload(0);
            }
            c.lload(writes ? w : r).aload(t).iload(t + 1).invokestatic(Names.CHECKS,
                    writes ? "writeWord" : "readWord", WORD);
            if (f.isStatic()) {
                c.putstatic(type, word, CD_long);
            } else {
                c.putfield(type, word, CD_long);
            }
            c.iload(lock).invokestatic(LOCK, "unlock", MethodTypeDesc.of(CD_void, CD_int));
            c.lload(w).lload(r).aload(t).iload(t + 1).invokestatic(Names.CHECKS,
                    writes ? "hasWritten" : "hasRead", DECISION).return_();
        });
    }

    /** Returns if the thread has written the field in this epoch, or is in the set of readers. */
    private void skipOwn(CodeBuilder c, FieldInfo f, int t) {
        Label news = c.newLabel();
        c.aload(t);
        get(c, f, Names.WRITES);
        get(c, f, Names.READS);
        c.invokevirtual(Names.THREAD, "hasRead", OWN).ifeq(news).return_().labelBinding(news);
    }

    /** Returns a number that is the same for all accesses to a field. */
    private int number(FieldInfo f) {
        return type.descriptorString().hashCode() * 31 + f.shadow().hashCode();
    }

    private void get(CodeBuilder c, FieldInfo f, String word) {
        if (f.isStatic()) {
            c.getstatic(type, word + f.shadow(), CD_long);
        } else {
            c.aload(0).getfield(type, word + f.shadow(), CD_long);
        }
    }
}
