package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ConstantDescs;

import dev.jopher.race.internal.report.Sites;

/** What the emitters of one method share: where they are in it, and its local variables. */
final class MethodContext {
    final ClassInfo self;
    final MethodPlan plan;
    final FieldResolver fields;
    final Scope scope;

    /** The accesses of the class are checked; its synchronisation is seen in any case. */
    final boolean checked;

    /** The version of the class file. */
    final int version;

    private final String file;

    /** One for each element of the code, because the class-file API may generate it twice. */
    private final int[] sites;

    /** The same for synchronisation. */
    private final int[] places;

    private int index;
    private int line;
    private int thread;
    private boolean constructed;

    MethodContext(ClassInfo self, int version, String file, MethodPlan plan, FieldResolver fields,
            Scope scope) {
        this.version = version;
        this.self = self;
        this.file = file;
        this.plan = plan;
        this.fields = fields;
        this.scope = scope;
        this.checked = scope.isChecked(self.name());
        this.sites = new int[plan.code.size()];
        this.places = new int[plan.code.size() + 1];
    }

    void start(CodeBuilder c, boolean needsThread) {
        index = -1;
        line = plan.firstLine;
        constructed = !plan.isConstructor();
        if (needsThread) {
            thread = c.allocateLocal(TypeKind.REFERENCE);
            c.invokestatic(Names.THREAD, "current", Names.CURRENT).astore(thread);
        }
    }

    /** Goes to the next element of the code, and returns its index. */
    int next() {
        return ++index;
    }

    void line(int now) {
        line = now;
    }

    void setConstructed() {
        constructed = true;
    }

    /**
     * Returns whether an instruction writes a field of an object that is not finished: before
     * {@code super(...)}, see {@link FieldAccesses}.
     */
    boolean isEarly(FieldInstruction f) {
        return f.opcode() == Opcode.PUTFIELD && !constructed
                && f.owner().asInternalName().equals(self.name());
    }

    /**
     * Pushes the same of an element. {@code holder} is the field that the array comes from, or "".
     */
    void pushElement(CodeBuilder c, String variable, String holder) {
        c.aload(thread).loadConstant(site(variable, holder));
    }

    /** Pushes the thread and the number of the place, the last arguments of each check. */
    void pushAccess(CodeBuilder c, String variable) {
        c.aload(thread).loadConstant(site(variable));
    }

    /** Returns the number of the place. */
    int site(String variable) {
        return site(variable, "");
    }

    private int site(String variable, String holder) {
        if (sites[index] == 0) {
            sites[index] = register(variable, holder);
        }
        return sites[index];
    }

    private int register(String variable, String holder) {
        return Sites.register(new Sites.Site(self.name().replace('/', '.'),
                plan.method.methodName().stringValue(), file, line, variable, holder));
    }

    /** Pushes the number of the place of an operation that synchronises. */
    void pushPlace(CodeBuilder c, String operation) {
        c.loadConstant(place(operation));
    }

    private int place(String operation) {
        int i = index + 1; // also before the first element
        if (places[i] == 0) {
            places[i] = register(operation, "");
        }
        return places[i];
    }

    /** Begins an operation that synchronises, as reports name it. */
    void beginSync(CodeBuilder c, String operation) {
        beginSync(c, operation, true);
    }

    /** @param acquires whether the operation acquires something by what it promises */
    void beginSync(CodeBuilder c, String operation, boolean acquires) {
        int place = place(operation);
        c.aload(thread).loadConstant(acquires ? place : -place).putfield(Names.THREAD, "place",
                ConstantDescs.CD_int);
    }

    void endSync(CodeBuilder c) {
        c.aload(thread).iconst_0().putfield(Names.THREAD, "place", ConstantDescs.CD_int);
    }

    /** Returns the number of the place of the element's access with the index {@code at}. */
    int site(int at, String variable, String holder, boolean isReference) {
        int here = index;
        int hereLine = line;
        index = at;
        line = plan.line(at);
        int site = site(variable, holder);
        if (isReference) {
            Sites.setReference(site);
        }
        index = here;
        line = hereLine;
        return site;
    }

    /** The same for an access to a reference to an object. */
    void pushReferenceAccess(CodeBuilder c, String variable) {
        pushAccess(c, variable);
        setReference();
    }

    /** Records that the access of this element is one to a reference to an object. */
    void setReference() {
        Sites.setReference(sites[index]);
    }

    /** Pushes the same for an access by a volatile or atomic operation. */
    void pushAtomicAccess(CodeBuilder c, String variable) {
        pushAccess(c, variable);
        Sites.setAtomic(sites[index]);
    }

    /** Returns whether a class has what the transformer adds, because it is the program's. */
    boolean isTransformed(ClassInfo other) {
        return !other.jdk() && !scope.isDetector(other.name());
    }

    void pushThread(CodeBuilder c) {
        c.aload(thread);
    }
}
