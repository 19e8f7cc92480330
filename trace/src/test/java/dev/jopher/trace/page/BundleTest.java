package dev.jopher.trace.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;

import org.junit.jupiter.api.Test;

/** The library that is checked in is the one that {@code src/main/bundle.sh} got. */
class BundleTest {
    private static byte[] file(String name) throws Exception {
        try (InputStream in =
                Objects.requireNonNull(Page.class.getResourceAsStream("lib/" + name))) {
            return in.readAllBytes();
        }
    }

    @Test
    void itsFilesHaveTheirHashes() throws Exception {
        Properties bundle = new Properties();
        bundle.load(Page.class.getResourceAsStream("lib/bundle.properties"));
        String version = (String) bundle.remove("version");

        assertThat(bundle.stringPropertyNames()).hasSize(3);
        for (String name : bundle.stringPropertyNames()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file(name));
            assertThat(HexFormat.of().formatHex(hash)).as(name)
                    .isEqualTo(bundle.getProperty(name));
        }
        assertThat(new String(file("uPlot.iife.min.js"), StandardCharsets.UTF_8))
                .contains("(v" + version + ")");
        assertThat(new String(file("uPlot.LICENSE"), StandardCharsets.UTF_8))
                .contains("The MIT License");
    }
}
