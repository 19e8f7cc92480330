package dev.jopher.race.internal.agent;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Rewrites one class of the JDK by its {@link ClassRule}. Only bodies change, as the JVM demands. */
final class JdkCode {
    /** Loads no class: one that is loaded while another is transformed is not transformed itself. */
    private static final ClassHierarchyResolver HIERARCHY = ClassHierarchyResolver
            .ofResourceParsing(JdkCode::open).cached();

    private final ClassRule rule;
    private final Set<MethodRule> applied = new HashSet<>();
    /** The fields and methods that the class has or uses. */
    private final Set<String> accessed = new HashSet<>();

    private JdkCode(ClassRule rule) {
        this.rule = rule;
    }

    /** @throws IllegalStateException if this JDK does not have what the rule is about */
    static byte[] transform(ClassRule rule, byte[] bytes) {
        JdkCode code = new JdkCode(rule);
        ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(HIERARCHY));
        ClassModel model = file.parse(bytes);
        byte[] result = file.transformClass(model, ClassTransform.transformingMethods((b, e) -> {
            if (e instanceof CodeModel body) {
                b.transformCode(body, code.method(body.parent().orElseThrow()));
            } else {
                b.with(e);
            }
        }));
        code.check();
        return result;
    }

    private void check() {
        for (MethodRule m : rule.methods()) {
            if (!applied.contains(m)) {
                throw missing(m.method());
            }
        }
        check(rule.variables());
        check(rule.muted());
        for (Splice s : rule.splices()) {
            if (!accessed.contains(s.method() + ">" + s.callee())) {
                throw missing(s.method() + ", which calls " + s.callee());
            }
        }
    }

    private void check(Set<String> names) {
        for (String name : names) {
            if (!accessed.contains(name)) {
                throw missing(name);
            }
        }
    }

    private IllegalStateException missing(String member) {
        return new IllegalStateException("this JDK has no " + rule.name() + "." + member);
    }

    private static @Nullable InputStream open(ClassDesc type) {
        String name = type.descriptorString();
        return Object.class.getResourceAsStream(
                "/" + name.substring(1, name.length() - 1) + ".class");
    }

    private JdkMethodCode method(MethodModel m) {
        List<MethodRule> rules = rule.methods().stream().filter(r -> r.isFor(m)).toList();
        applied.addAll(rules);
        accessed.add(m.methodName().stringValue());
        return new JdkMethodCode(rule, m, rules, accessed);
    }
}
