package dev.jopher.race.internal.agent;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Adds checks to a class of the program, and events to its synchronisation. */
final class UserTransformer {
    private final Scope scope;
    private final ClassInfo self;
    private final FieldResolver fields;
    private final String file;
    private final int version;
    private final boolean checked;

    private UserTransformer(ClassModel model, ClassInfo self, ClassInfos classes, Scope scope) {
        this.scope = scope;
        this.self = self;
        this.fields = new FieldResolver(classes);
        this.file = model.findAttribute(Attributes.sourceFile())
                .map(a -> a.sourceFile().stringValue()).orElse("Unknown Source");
        this.version = model.majorVersion();
        this.checked = scope.isChecked(self.name());
    }

    /**
     * Returns the transformed class. Its accesses are checked if it is in the scope; its
     * synchronisation is seen in any case.
     *
     * @return null if nothing has to change
     */
    static byte @Nullable [] transform(ClassLoader loader, byte[] bytes, Scope scope) {
        ClassInfos classes = ClassInfos.of(loader);
        ClassFile api = ClassFile.of(ClassHierarchyResolverOption.of(classes::hierarchy));
        ClassModel model = api.parse(bytes);
        UserTransformer t = new UserTransformer(model, classes.add(model), classes, scope);
        ClassChange change = t.new ClassChange();
        byte[] result = api.transformClass(model, change);
        return change.changed ? result : null;
    }

    /** Transforms the methods one by one, then adds the shadow words. */
    private final class ClassChange implements ClassTransform {
        boolean changed;

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
            if (self.fields().stream().anyMatch(ClassInfo.FieldInfo::isVolatile)) {
                changed = true;
                VolatileShadows.add(to, fields.classes(), self);
            }
            if (checked && self.fields().stream().anyMatch(ClassInfo.FieldInfo::isPlain)) {
                changed = true;
                FieldShadows.add(to, self);
            }
        }
    }

    private @Nullable MethodTransformer transformer(MethodModel method) {
        if (method.code().isEmpty()) {
            return null;
        }
        MethodPlan plan = new MethodPlan(self, method, method.code().get());
        MethodContext context = new MethodContext(self, version, file, plan, fields, scope);
        MethodTransformer t = new MethodTransformer(context, emitters(context));
        return t.isNeeded() ? t : null;
    }

    private static List<Emitter> emitters(MethodContext context) {
        List<Emitter> all = new ArrayList<>();
        if (context.checked) {
            all.add(new ArrayAccesses(context)); // the first, because it follows all instructions
            all.add(new FieldAccesses(context));
            all.add(new ArrayCalls(context));
            all.add(new ContentCalls(context));
            all.add(new Initialiser(context));
        }
        all.add(new VolatileAccesses(context));
        all.add(new Monitors(context));
        all.add(new SynchronizedMethod(context));
        all.add(new WaitCalls(context));
        all.add(new VarHandleCalls(context));
        return all;
    }
}
