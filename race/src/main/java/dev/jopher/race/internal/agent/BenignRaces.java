package dev.jopher.race.internal.agent;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.jopher.race.internal.report.Accepted;
import org.jspecify.annotations.Nullable;

/** Finds {@code @BenignRace} in the classes that are loaded. Few have it, so bytes are searched first. */
public final class BenignRaces {
    private static final String TYPE = "Ldev/jopher/race/BenignRace;";
    private static final byte[] BYTES = TYPE.getBytes(StandardCharsets.UTF_8);

    private BenignRaces() {}

    static void register(String name, byte[] bytes) {
        if (!isIn(bytes)) {
            return;
        }
        ClassModel model = ClassFile.of().parse(bytes);
        String type = name.replace('/', '.');
        register(type, model);
        for (FieldModel f : model.fields()) {
            register(type + "." + f.fieldName().stringValue(), f);
        }
        for (MethodModel m : model.methods()) {
            register(type + "." + m.methodName().stringValue(), m);
        }
    }

    private static void register(String name, AttributedElement element) {
        Annotation a = annotation(element);
        if (a != null && a.elements().get(0).value() instanceof AnnotationValue.OfString why) {
            Accepted.add(name, why.stringValue());
        }
    }

    /** Returns whether a class, field or method has the annotation itself. */
    public static boolean accepts(AttributedElement element) {
        return annotation(element) != null;
    }

    private static @Nullable Annotation annotation(AttributedElement element) {
        List<Annotation> annotations = element.findAttribute(
                Attributes.runtimeInvisibleAnnotations()).map(a -> a.annotations())
                .orElse(List.of());
        for (Annotation a : annotations) {
            if (a.className().equalsString(TYPE)) {
                return a;
            }
        }
        return null;
    }

    private static boolean isIn(byte[] bytes) {
        int last = bytes.length - BYTES.length;
        for (int i = 0; i <= last; i++) {
            if (bytes[i] == 'L' && Arrays.mismatch(bytes, i, i + BYTES.length, BYTES, 0,
                    BYTES.length) < 0) {
                return true;
            }
        }
        return false;
    }
}
