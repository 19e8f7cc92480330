package dev.jopher.race.internal.agent;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.jopher.race.internal.agent.UserTransformer.Level;
import org.jspecify.annotations.Nullable;

/** One transformation of a class: its methods one by one, then the shadow words. */
final class ClassChange implements ClassTransform {
    private final ClassInfo self;
    private final FieldResolver fields;
    private final Scope scope;
    private final Function<MethodModel, Level> level;
    private final String file;
    private final int version;
    private final MethodReferences.Added references = new MethodReferences.Added();
    private int methods;
    private boolean changed;

    ClassChange(ClassModel model, ClassInfo self, ClassInfos classes, Scope scope,
            Function<MethodModel, Level> level) {
        this.self = self;
        this.fields = new FieldResolver(classes);
        this.scope = scope;
        this.level = level;
        this.version = model.majorVersion();
        this.file = model.findAttribute(Attributes.sourceFile())
                .map(a -> a.sourceFile().stringValue()).orElse("Unknown Source");
    }

    boolean changed() {
        return changed;
    }

    @Override
    public void accept(ClassBuilder to, ClassElement e) {
        MethodTransformer t = e instanceof MethodModel m ? transformer(m) : null;
        if (t == null) {
            to.with(e);
        } else {
            changed = true;
            to.transformMethod((MethodModel) e, MethodTransform.transformingCode(t));
        }
    }

    @Override
    public void atEnd(ClassBuilder to) {
        references.addTo(to);
        if (self.fields().stream().anyMatch(ClassInfo.FieldInfo::isVolatile)) {
            changed = true;
            VolatileShadows.add(to, fields.classes(), self);
        }
        if (scope.isChecked(self.name())
                && self.fields().stream().anyMatch(ClassInfo.FieldInfo::isPlain)) {
            changed = true;
            FieldShadows.add(to, self);
        }
    }

    private @Nullable MethodTransformer transformer(MethodModel method) {
        Level l = level.apply(method);
        if (l == Level.NOTHING || method.code().isEmpty()) {
            return null;
        }
        MethodPlan plan = new MethodPlan(self, method, method.code().get());
        MethodContext context = new MethodContext(self, version, file, plan, fields, scope);
        MethodTransformer t = new MethodTransformer(context, emitters(context, l));
        return t.isNeeded() ? t : null;
    }

    private List<Emitter> emitters(MethodContext context, Level level) {
        List<Emitter> all = new ArrayList<>();
        SyncCalls sync = new SyncCalls(context);
        if (context.checked && level != Level.EVENTS) {
            // This must be the first, because it follows all instructions.
            ArrayAccesses arrays = new ArrayAccesses(context, level == Level.SHORT_CHECKS);
            all.add(arrays);
            all.add(new LoopAccesses(context, arrays));
            all.add(new FieldAccesses(context));
            all.add(new ArrayCalls(context));
            all.add(new ContentCalls(context, arrays, sync));
            all.add(new TextCalls(context, sync));
            all.add(new StreamCalls(context));
            all.add(new Initialiser(context));
            all.add(new MethodReferences(context, methods++, references));
        }
        all.add(new CloneCalls(context));
        all.add(new VolatileAccesses(context));
        all.add(new Monitors(context));
        all.add(new SynchronizedMethod(context));
        all.add(new WaitCalls(context));
        all.add(new InterruptCalls());
        all.add(new VarHandleCalls(context));
        all.add(new IndirectAccesses(context));
        all.add(new HandleCalls(context));
        all.add(new AdaptedHandleCalls());
        all.add(sync);
        return all;
    }
}
