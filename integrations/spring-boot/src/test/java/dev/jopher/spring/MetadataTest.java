package dev.jopher.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import tools.jackson.databind.json.JsonMapper;

/** Editors show the properties that there are. The file is written by hand. */
class MetadataTest {
    private static List<String> described() throws Exception {
        try (InputStream in = MetadataTest.class
                .getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in)).get("properties")
                    .findValuesAsString("name");
        }
    }

    @Test
    void describesEachPropertyThatIsRead() throws Exception {
        List<String> read = new ArrayList<>();
        read.add("management.endpoint.goroutines.access");
        Class<?> all = JopherAutoConfiguration.class;
        Stream.concat(Stream.of(all), Arrays.stream(all.getDeclaredClasses())).forEach(type -> {
            addNames(read, type.getAnnotation(ConditionalOnBooleanProperty.class));
            for (Method m : type.getDeclaredMethods()) {
                addNames(read, m.getAnnotation(ConditionalOnEnabledHealthIndicator.class));
            }
        });
        assertThat(described()).containsExactlyInAnyOrderElementsOf(
                read.stream().distinct().toList());
    }

    private static void addNames(List<String> names,
            @Nullable ConditionalOnBooleanProperty condition) {
        if (condition != null) {
            names.addAll(List.of(condition.name()));
        }
    }

    private static void addNames(List<String> names,
            @Nullable ConditionalOnEnabledHealthIndicator condition) {
        if (condition != null) {
            names.add("management.health." + condition.value() + ".enabled");
        }
    }
}
