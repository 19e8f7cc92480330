package dev.jopher.race.internal.agent;

import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rewrites one class of the JDK by its {@link ClassRule}. Only bodies change, as the JVM demands. */
final class JdkCode {
    private static final ClassDesc SLOT = ClassDesc.of(
            "dev.jopher.race.internal.clock.ThreadSlot");

    private final ClassRule rule;
    private final Set<MethodRule> applied = new HashSet<>();

    private JdkCode(ClassRule rule) {
        this.rule = rule;
    }

    /** @throws IllegalStateException if this JDK does not have what the rule is about */
    static byte[] transform(ClassRule rule, byte[] bytes) {
        JdkCode code = new JdkCode(rule);
        // The JVM does not verify what the boot loader loads, so nothing needs stack maps.
        ClassFile file = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);
        ClassModel model = file.parse(bytes);
        byte[] result = file.transformClass(model, ClassTransform.transformingMethods((b, e) -> {
            if (e instanceof CodeModel body) {
                b.transformCode(body, code.method(body.parent().orElseThrow()));
            } else {
                b.with(e);
            }
        }));
        for (MethodRule m : rule.methods()) {
            if (!code.applied.contains(m)) {
                throw new IllegalStateException(
                        "this JDK has no " + rule.name() + "." + m.method());
            }
        }
        return result;
    }

    private CodeTransform method(MethodModel m) {
        List<MethodRule> rules = rule.methods().stream().filter(r -> r.isFor(m)).toList();
        applied.addAll(rules);
        return new MethodCode(m, rules);
    }

    /** Rewrites one method. */
    private final class MethodCode implements CodeTransform {
        private final boolean isThreadConstructor;
        private final List<MethodRule> rules;

        MethodCode(MethodModel m, List<MethodRule> rules) {
            this.rules = rules;
            isThreadConstructor = rule.name().equals("java/lang/Thread")
                    && m.methodName().equalsString(INIT_NAME);
        }

        @Override
        public void atStart(CodeBuilder code) {
            for (MethodRule r : rules) {
                if (r.isEntry()) {
                    r.atEntry(code);
                }
            }
        }

        @Override
        public void accept(CodeBuilder code, CodeElement e) {
            if (e instanceof ReturnInstruction i) {
                for (MethodRule r : rules) {
                    if (!r.isEntry()) {
                        r.atReturn(code, i.typeKind());
                    }
                }
            } else if (isThreadConstructor && e instanceof FieldInstruction i
                    && i.opcode() == Opcode.PUTFIELD
                    && i.name().equalsString(ThreadAccess.FIELD)) {
                code.pop().new_(SLOT).dup().invokespecial(SLOT, INIT_NAME, MTD_void);
            }
            code.with(e);
        }
    }
}
