package dev.jopher.race.internal.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.LineNumber;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Transforms the code of one method: gives each element to the emitter that wanted it. The
 * class-file API may run it twice, when a jump turns out to be too long; so nothing but the numbers
 * of places survives a run.
 */
final class MethodTransformer implements CodeTransform {
    private final MethodContext context;
    private final List<Emitter> emitters;

    /** By index of the element: the emitter that wants it. */
    private final @Nullable Emitter[] wanted;

    private boolean needed;
    private boolean needsThread;

    MethodTransformer(MethodContext context, List<Emitter> emitters) {
        this.context = context;
        this.emitters = emitters;
        this.wanted = new Emitter[context.plan.code.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = find(i, context.plan.code.get(i));
        }
        for (Emitter emitter : emitters) {
            if (emitter.isNeeded()) {
                needed = true;
                needsThread |= emitter.needsThread();
            }
        }
    }

    private @Nullable Emitter find(int index, CodeElement e) {
        for (Emitter emitter : emitters) {
            if (emitter.wants(index, e)) {
                needed = true;
                needsThread |= emitter.needsThread();
                return emitter;
            }
        }
        return null;
    }

    /** Returns whether the method changes at all. */
    boolean isNeeded() {
        return needed;
    }

    @Override
    public void atStart(CodeBuilder c) {
        context.start(c, needsThread);
        for (Emitter emitter : emitters) {
            emitter.start(c);
        }
    }

    @Override
    public void accept(CodeBuilder c, CodeElement e) {
        int index = context.next();
        if (e instanceof LineNumber l) {
            context.line(l.line());
        }
        Emitter emitter = wanted[index];
        if (emitter != null) {
            emitter.emit(c, index, e);
        } else {
            c.with(e);
        }
        if (index == context.plan.superCall) {
            context.setConstructed();
            for (Emitter other : emitters) {
                other.constructed(c);
            }
        }
    }

    @Override
    public void atEnd(CodeBuilder c) {
        for (Emitter emitter : emitters) {
            emitter.end(c);
        }
    }
}
