package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Puts a check before each call that reads or writes the content of a collection, a string builder
 * or the like, see {@link ContentMethods}. A collection that is the only argument is read, as by
 * {@code addAll} and by constructors.
 */
final class ContentCalls implements Emitter {
    private static final ClassDesc CONTENT = ShadowPairs.CONTENT;
    private static final MethodTypeDesc CHECK =
            MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD, CD_int);
    private static final Set<String> COLLECTIONS = Set.of("Ljava/util/Collection;",
            "Ljava/util/Map;", "Ljava/util/List;", "Ljava/util/Set;", "Ljava/util/SortedSet;",
            "Ljava/util/SortedMap;", "Ljava/lang/Iterable;", "Ljava/lang/StringBuilder;",
            "Ljava/lang/CharSequence;", "Ljava/util/BitSet;", "Ljava/util/PriorityQueue;");

    /** Methods of {@code Collections} that change a list. */
    private static final Set<String> CHANGES =
            Set.of("sort", "shuffle", "reverse", "swap", "rotate", "fill", "addAll", "replaceAll");

    /** Those that make a text of an object, or its hash. */
    private static final Set<String> OF_OBJECTS = Set.of("java/io/PrintStream.print",
            "java/io/PrintStream.println", "java/io/PrintWriter.print",
            "java/io/PrintWriter.println", "java/lang/IO.print", "java/lang/IO.println",
            "java/lang/String.valueOf", "java/lang/StringBuilder.append",
            "java/lang/StringBuffer.append", "java/util/Objects.toString",
            "java/util/Objects.hashCode");

    private static final ClassDesc ITERATED =
            ClassDesc.of("dev.jopher.race.internal.shadow.Iterated");
    private static final Set<String> ITERATORS =
            Set.of("java/util/Iterator", "java/util/ListIterator");

    /** The types of functions of the program, during which other threads may go on. */
    private static final String FUNCTION = "Ljava/util/function/";

    private static final MethodTypeDesc PAIR_CHECK =
            MethodTypeDesc.of(CD_void, Names.THREAD, CD_int);

    private final MethodContext context;
    private final ArrayAccesses arrays;
    private final CloneCalls clones;
    private final SyncCalls sync;

    /** @param arrays has the pairs of the receivers */
    ContentCalls(MethodContext context, ArrayAccesses arrays, SyncCalls sync) {
        this.context = context;
        this.arrays = arrays;
        this.clones = new CloneCalls(context);
        this.sync = sync;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i
                && (receiver(i, context) != null || argument(i) != null);
    }

    /** Returns whether the receiver is written, or null if it is not accessed. */
    static @Nullable Boolean receiver(InvokeInstruction i, MethodContext context) {
        return i.opcode() == Opcode.INVOKEVIRTUAL || i.opcode() == Opcode.INVOKEINTERFACE
                ? ContentMethods.writes(i.owner().asInternalName(), i.name().stringValue(),
                        i.type().stringValue(), context.fields.classes())
                : null;
    }

    /** Returns whether the call is to one element of a list: get(int) or set(int, value). */
    private static boolean isElement(InvokeInstruction i) {
        return i.name().equalsString("get") && i.type().equalsString("(I)Ljava/lang/Object;")
                || i.name().equalsString("set")
                        && i.type().equalsString("(ILjava/lang/Object;)Ljava/lang/Object;");
    }

    /** Returns whether the first or only argument is written, or null if it is not accessed. */
    private static @Nullable Boolean argument(InvokeInstruction i) {
        MethodTypeDesc type = i.typeSymbol();
        String owner = i.owner().asInternalName();
        if (type.parameterCount() == 1 && type.parameterType(0).equals(CD_Object)) {
            return OF_OBJECTS.contains(owner + "." + i.name().stringValue())
                    ? Boolean.FALSE
                    : null;
        }
        if (type.parameterCount() == 0 || !owner.startsWith("java/")
                || !COLLECTIONS.contains(type.parameterType(0).descriptorString())) {
            return null;
        }
        String name = i.name().stringValue();
        if (owner.equals("java/util/Collections")) {
            return name.startsWith("unmodifiable") || name.startsWith("synchronized")
                    || name.startsWith("checked")
                            ? null
                            : (Boolean) CHANGES.contains(name);
        }
        return type.parameterCount() == 1 ? Boolean.FALSE : null;
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        boolean own = arrays.isOwnIterator(index);
        Boolean receiver = own ? null : receiver(i, context);
        Boolean argument = argument(i);
        MethodTypeDesc type = i.typeSymbol();
        if (ITERATORS.contains(i.owner().asInternalName())) {
            iterated(c, index, i, own);
        }
        if (receiver != null && hasFunction(type)) {
            around(c, index, i, receiver);
            return;
        }
        if (argument != null && type.parameterCount() == 1) {
            c.dup();
            check(c, i, argument);
        }
        int slots = type.parameterList().stream().mapToInt(p -> TypeKind.from(p).slotSize()).sum();
        if (receiver != null && isElement(i)) {
            element(c, index, i, receiver);
        } else if (receiver != null && slots <= 2) {
            switch (slots) {
                case 0 -> c.dup();
                case 1 -> c.dup2().pop();
                default -> c.dup2_x1().pop2().dup_x2();
            }
            checkReceiver(c, index, i, receiver);
        } else if (receiver != null || type.parameterCount() > 1) {
            below(c, index, i, receiver, argument);
        }
        call(c, index, e);
        if (clones.wants(index, e)) {
            clones.returned(c, i);
        }
    }

    private void call(CodeBuilder c, int index, CodeElement e) {
        if (sync.wants(index, e)) {
            sync.emit(c, index, e);
        } else {
            c.with(e);
        }
    }

    /** Checks the collection behind an iterator, which is below at most one argument. */
    private void iterated(CodeBuilder c, int index, InvokeInstruction i, boolean own) {
        String check = iterated(i.name().stringValue());
        if (check.isEmpty()) {
            return;
        }
        if (i.typeSymbol().parameterCount() == 0) {
            c.dup();
        } else {
            c.dup2().pop();
        }
        if (own && !arrays.isBrief()) {
            arrays.pairs().load(c, index, ITERATED);
            pushAccess(c, i);
            c.invokevirtual(ShadowPairs.SHADOW, check + "Content", PAIR_CHECK);
        } else {
            pushAccess(c, i);
            c.invokestatic(ITERATED, check, CHECK);
        }
    }

    private static String iterated(String method) {
        return switch (method) {
            case "next", "previous", "forEachRemaining" -> "read";
            case "hasNext", "hasPrevious" -> "hasNext";
            case "remove", "set", "add" -> "write";
            default -> "";
        };
    }

    private static boolean hasFunction(MethodTypeDesc type) {
        return type.parameterCount() > 0 && type.parameterType(type.parameterCount() - 1)
                .descriptorString().startsWith(FUNCTION);
    }

    /**
     * Checks before and after a call that calls the program. Between the two, that may have handed
     * something to a thread that uses the collection.
     */
    private void around(CodeBuilder c, int index, InvokeInstruction i, boolean receiver) {
        int[] saved = Arguments.save(c, i.typeSymbol());
        int object = c.allocateLocal(TypeKind.REFERENCE);
        c.dup().astore(object);
        c.dup();
        checkReceiver(c, index, i, receiver);
        Arguments.load(c, i.typeSymbol(), saved);
        call(c, index, i);
        c.aload(object);
        pushAccess(c, i);
        c.invokestatic(CONTENT, receiver ? "writeAgain" : "readAgain", CHECK);
    }

    /** Adds the check of an element, for a list that may be a view of an array. */
    private void element(CodeBuilder c, int index, InvokeInstruction i, boolean writes) {
        int[] saved = Arguments.save(c, i.typeSymbol());
        c.dup();
        String check = writes ? "write" : "get";
        if (arrays.isBrief()) {
            c.iload(saved[0]);
            pushAccess(c, i);
            c.invokestatic(CONTENT, check, CHECK.insertParameterTypes(1, CD_int));
        } else {
            arrays.pairs().load(c, index, CONTENT);
            c.iload(saved[0]);
            pushAccess(c, i);
            c.invokevirtual(ShadowPairs.SHADOW, check + "Element",
                    PAIR_CHECK.insertParameterTypes(0, CD_int));
        }
        Arguments.load(c, i.typeSymbol(), saved);
    }

    /** Moves the arguments to local variables, checks, and pushes them again. */
    private void below(CodeBuilder c, int index, InvokeInstruction i, @Nullable Boolean receiver,
            @Nullable Boolean argument) {
        int[] saved = Arguments.save(c, i.typeSymbol());
        if (receiver != null) {
            c.dup();
            checkReceiver(c, index, i, receiver);
        }
        if (argument != null) {
            c.aload(saved[0]);
            check(c, i, argument);
        }
        Arguments.load(c, i.typeSymbol(), saved);
    }

    /** Emits the check of the receiver, which is on the stack and is removed. */
    private void checkReceiver(CodeBuilder c, int index, InvokeInstruction i, boolean writes) {
        if (arrays.isBrief()) {
            check(c, i, writes);
            return;
        }
        arrays.pairs().load(c, index, CONTENT);
        pushAccess(c, i);
        c.invokevirtual(ShadowPairs.SHADOW, method(i, writes) + "Content", PAIR_CHECK);
    }

    private void check(CodeBuilder c, InvokeInstruction i, boolean writes) {
        pushAccess(c, i);
        c.invokestatic(CONTENT, method(i, writes), CHECK);
    }

    private void pushAccess(CodeBuilder c, InvokeInstruction i) {
        String owner = i.owner().asInternalName();
        String name = i.name().stringValue();
        context.pushAccess(c, owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "."
                + (name.equals("<init>") ? "new" : name));
    }

    private static String method(InvokeInstruction i, boolean writes) {
        String name = i.name().stringValue();
        String check = name.equals("get") || name.equals("getOrDefault") ? "get" : "read";
        return writes ? "write" : check;
    }
}
