package dev.jopher.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/**
 * The reader and the recorder have a copy of the numbers each: a page is made without the library.
 */
class FormatTest {
    @Test
    void theReaderKnowsTheNumbersOfTheRecorder() throws Exception {
        Map<String, Object> written = numbers(Class.forName("dev.jopher.internal.record.Format"));
        assertThat(written).hasSizeGreaterThan(20);
        assertThat(numbers(Format.class)).containsAllEntriesOf(written);
    }

    private static Map<String, Object> numbers(Class<?> format) throws IllegalAccessException {
        Map<String, Object> all = new TreeMap<>();
        for (Field f : format.getDeclaredFields()) {
            if (f.getType() == int.class && Modifier.isStatic(f.getModifiers())) {
                f.setAccessible(true);
                all.put(f.getName(), f.getInt(null));
            }
        }
        return all;
    }
}
