package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** Puts checks before the operations that end a stream: those read the stream's collection. */
final class StreamCalls implements Emitter {
    private static final ClassDesc STREAMED =
            ClassDesc.of("dev.jopher.race.internal.shadow.Streamed");
    private static final MethodTypeDesc CHECK =
            MethodTypeDesc.of(CD_void, CD_Object, Names.THREAD, CD_int);
    private static final Set<String> STREAMS = Set.of("java/util/stream/Stream",
            "java/util/stream/IntStream", "java/util/stream/LongStream",
            "java/util/stream/DoubleStream");
    private static final Set<String> ENDS = Set.of("forEach", "forEachOrdered", "toArray",
            "toList", "reduce", "collect", "min", "max", "count", "sum", "average",
            "summaryStatistics", "anyMatch", "allMatch", "noneMatch", "findFirst", "findAny");

    private final MethodContext context;

    StreamCalls(MethodContext context) {
        this.context = context;
    }

    @Override
    public boolean wants(int index, CodeElement e) {
        return e instanceof InvokeInstruction i && i.opcode() == Opcode.INVOKEINTERFACE
                && STREAMS.contains(i.owner().asInternalName())
                && ENDS.contains(i.name().stringValue());
    }

    @Override
    public void emit(CodeBuilder c, int index, CodeElement e) {
        InvokeInstruction i = (InvokeInstruction) e;
        int[] saved = Arguments.save(c, i.typeSymbol());
        c.dup();
        context.pushAccess(c, SyncCalls.operation(i));
        c.invokestatic(STREAMED, "read", CHECK);
        Arguments.load(c, i.typeSymbol(), saved);
        c.with(e);
    }
}
