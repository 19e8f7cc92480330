package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * Records where the program calls an operation that synchronises: reports name these places. What
 * it orders is seen inside the operation. Also records which locks a thread holds, by the calls
 * that lock and unlock them.
 */
final class SyncCalls implements Emitter {
    private static final String LOCKS = "java/util/concurrent/locks/";
    private static final String SYNC = "dev/jopher/sync/";

    private static final List<String> OWNERS = List.of("java/util/concurrent/", "dev/jopher/",
            "java/lang/Thread", "java/util/Timer");
    private static final Set<String> OTHER_OWNERS = Set.of("java/lang/IO", "java/io/PrintStream",
            "java/util/Vector", "java/util/Stack", "java/util/Hashtable");

    private static final Set<String> LOCK_TYPES = Set.of(LOCKS + "Lock", LOCKS + "ReentrantLock",
            LOCKS + "ReentrantReadWriteLock$ReadLock", LOCKS + "ReentrantReadWriteLock$WriteLock",
            SYNC + "Mutex", SYNC + "RWMutex", SYNC + "Hold");
    private static final Set<String> LOCK = Set.of("lock", "lockInterruptibly", "tryLock", "rLock",
            "tryRLock", "hold", "rHold");
    private static final Set<String> UNLOCK = Set.of("unlock", "rUnlock", "close");

    /** Operations whose only edges are their own releases, whatever they do inside. */
    private static final Set<String> RELEASE = Set.of("go", "execute", "submit", "start",
            "startVirtualThread", "unlock", "rUnlock", "countDown", "done", "sleep", "println",
            "print");

    private static final MethodTypeDesc UNLOCKED =
            MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD);

    private final MethodContext context;

    SyncCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && i.opcode() != Opcode.INVOKESPECIAL
                && isOwner(i.owner().asInternalName());
    }

    private static boolean isOwner(String owner) {
        for (String prefix : OWNERS) {
            if (owner.startsWith(prefix)) {
                return !owner.startsWith("dev/") || CoreTransformer.isFor(owner);
            }
        }
        return OTHER_OWNERS.contains(owner);
    }

    /** Returns what reports call an operation. */
    static String operation(InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "."
                + i.name().stringValue();
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        boolean lock = LOCK_TYPES.contains(i.owner().asInternalName());
        if (lock && UNLOCK.contains(i.name().stringValue())) {
            c.dup();
            context.pushThread(c);
            c.invokestatic(Names.HOOKS, "unlocked", UNLOCKED);
            call(c, i);
        } else if (lock && LOCK.contains(i.name().stringValue())) {
            lock(c, i);
        } else {
            call(c, i);
        }
    }

    private void call(CodeBuilder c, InvokeInstruction i) {
        context.beginSync(c, operation(i), !RELEASE.contains(i.name().stringValue()));
        c.with(i);
        context.endSync(c);
    }

    /** Records that the lock is held if the call returns true, or no boolean. */
    private void lock(CodeBuilder c, InvokeInstruction i) {
        int[] slots = Arguments.save(c, i.typeSymbol());
        int lock = c.allocateLocal(TypeKind.REFERENCE);
        c.dup().astore(lock);
        Arguments.load(c, i.typeSymbol(), slots);
        call(c, i);
        ClassDesc result = i.typeSymbol().returnType();
        Label not = c.newLabel();
        if (result.equals(CD_boolean)) {
            c.dup().ifeq(not);
        }
        if (result.isPrimitive()) {
            c.aload(lock);
        } else {
            c.dup(); // a Hold, which unlocks
        }
        context.pushThread(c);
        context.pushPlace(c, operation(i));
        c.invokestatic(Names.HOOKS, "locked", Names.PLACE_HOOK).labelBinding(not);
    }
}
