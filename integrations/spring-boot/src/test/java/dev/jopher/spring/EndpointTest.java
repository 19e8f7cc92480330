package dev.jopher.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the actuator's endpoint answers. */
class EndpointTest {
    private static final String PATH = "/actuator/goroutines";
    private static final JsonMapper JSON = new JsonMapper();

    private final Channel<Unit> gate = new Channel<>();
    private final WaitGroup waiting = new WaitGroup();
    private final WaitGroup inside = new WaitGroup();

    private void waitHere() {
        inside.done();
        gate.receive();
    }

    private void startThree() {
        inside.add(3);
        for (int i = 0; i < 3; i++) {
            waiting.go(this::waitHere);
        }
        inside.await();
    }

    @AfterEach
    void end() {
        gate.close();
        waiting.await();
    }

    @Test
    void dumpAsJson() {
        try (App app = App.start(App.Server.TOMCAT, Hello.class)) {
            startThree();
            var response = app.get(PATH);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse(""))
                    .contains("json");
            JsonNode dump = JSON.readTree(response.body());
            assertThat(dump.get("numGoroutine").asInt()).isGreaterThan(3);
            assertThat(dump.get("goroutines").findValuesAsString("method")).contains("waitHere");
        }
    }

    @Test
    void dumpAsText() {
        try (App app = App.start(App.Server.TOMCAT, Hello.class)) {
            startThree();
            var response = app.get(PATH, "Accept", "text/plain");
            assertThat(response.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain");
            // The goroutine of the request itself comes first.
            assertThat(response.body()).startsWith("goroutine ")
                    .contains("EndpointTest.waitHere(...)");
        }
    }

    private static void leak() {
        var unreachable = new Channel<Unit>();
        Go.go(unreachable::receive);
    }

    @Test
    void postFindsALeakOnce() {
        try (App app = App.start(App.Server.TOMCAT, Hello.class)) {
            leak();
            JsonNode leaks = JSON.readTree(app.post(PATH).body());
            assertThat(leaks.get("unavailable").isNull()).isTrue();
            assertThat(leaks.get("leaks").findValuesAsString("createdAt"))
                    .anyMatch(line -> line.contains("EndpointTest.leak"));
            assertThat(app.post(PATH).body()).doesNotContain("EndpointTest.leak");
        }
    }

    @Test
    void readersCannotSearch() {
        try (App app = App.start(App.Server.TOMCAT, Hello.class,
                "management.endpoint.goroutines.access=read-only")) {
            assertThat(app.get(PATH).statusCode()).isEqualTo(200);
            assertThat(app.post(PATH).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void byJmx() throws Exception {
        try (App app = App.start(App.Server.TOMCAT, Hello.class, "spring.jmx.enabled=true",
                "management.endpoints.jmx.exposure.include=goroutines")) {
            var name = new ObjectName("org.springframework.boot:type=Endpoint,name=Goroutines");
            var server = ManagementFactory.getPlatformMBeanServer();
            startThree();
            assertThat((String) server.invoke(name, "dump", new Object[0], new String[0]))
                    .contains("EndpointTest.waitHere");
            assertThat(app.bean(GoroutinesEndpoint.class)).isNotNull();
        }
    }
}
