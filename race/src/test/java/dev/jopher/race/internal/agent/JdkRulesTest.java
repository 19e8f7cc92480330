package dev.jopher.race.internal.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;

class JdkRulesTest {
    @Test
    void eachClassOfTheJdkHasWhatItsRuleNamesAndIsStillACorrectClass() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String name : JdkRules.names()) {
            byte[] bytes = JdkCode.transform(rule(name), bytes(name));
            ClassFile.of().verify(bytes).forEach(e -> wrong.add(name + ": " + e));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aRuleForAMethodThatDoesNotExistFails() throws IOException {
        ClassRule rule = new ClassRule("java/lang/Thread").at("joinAll", MethodRule.At.ENTRY,
                Hook.ACQUIRE, 0);
        byte[] bytes = bytes("java/lang/Thread");
        assertThrows(IllegalStateException.class, () -> JdkCode.transform(rule, bytes));
    }

    @Test
    void aRuleForAVariableThatDoesNotExistFails() throws IOException {
        ClassRule rule = new ClassRule("java/lang/Thread").variables("joined");
        byte[] bytes = bytes("java/lang/Thread");
        assertThrows(IllegalStateException.class, () -> JdkCode.transform(rule, bytes));
    }

    private static ClassRule rule(String name) {
        return Objects.requireNonNull(JdkRules.of(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Object.class.getResourceAsStream("/" + name + ".class"))) {
            return in.readAllBytes();
        }
    }
}
