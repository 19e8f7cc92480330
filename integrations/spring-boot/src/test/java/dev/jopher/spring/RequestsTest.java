package dev.jopher.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests and asynchronous methods of a real application run in goroutines. */
class RequestsTest {
    private static final String YES = "goroutine: true";
    private static final String NO = "goroutine: false";

    /** With the JDK's virtual threads too: they are what Boot takes without us. */
    @ParameterizedTest
    @CsvSource({"TOMCAT, false", "TOMCAT, true", "JETTY, false", "JETTY, true"})
    void eachRunsInAGoroutine(App.Server server, boolean virtualThreads) {
        try (App app = App.start(server, Hello.class,
                "spring.threads.virtual.enabled=" + virtualThreads)) {
            assertThat(app.server()).containsIgnoringCase(server.name());
            assertThat(app.get("/request").body()).isEqualTo(YES);
            assertThat(app.get("/async").body()).isEqualTo(YES);
            assertThat(app.get("/later").body()).isEqualTo(YES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void offByProperty(App.Server server) {
        try (App app = App.start(server, Hello.class, "jopher.enabled=false")) {
            assertThat(app.get("/request").body()).isEqualTo(NO);
            assertThat(app.get("/async").body()).isEqualTo(NO);
            assertThat(app.get("/later").body()).isEqualTo(NO);
            assertThat(app.get("/actuator/goroutines").statusCode()).isEqualTo(404);
            assertThat(app.get("/actuator/health/goroutines").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachHasASwitch(App.Server server) {
        try (App app = App.start(server, Hello.class, "jopher.web.enabled=false")) {
            assertThat(app.get("/request").body()).isEqualTo(NO);
            assertThat(app.get("/async").body()).isEqualTo(YES);
        }
        try (App app = App.start(server, Hello.class, "jopher.async.enabled=false")) {
            assertThat(app.get("/request").body()).isEqualTo(YES);
            assertThat(app.get("/async").body()).isEqualTo(NO);
        }
    }

    @Test
    void metersAreBound() {
        try (App app = App.start(App.Server.TOMCAT, Hello.class)) {
            assertThat(app.get("/actuator/metrics/go.goroutine.count").statusCode())
                    .isEqualTo(200);
        }
    }
}
