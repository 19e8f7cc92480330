package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import org.junit.jupiter.api.Test;

class ConnectErrorsTest {
    private final List<Exception> seen = new ArrayList<>();
    private final IOException broken = new IOException("broken");

    private final ConnectErrors errors = new ConnectErrors(new ErrorListener() {
        @Override
        public void exceptionOccurred(Connection c, Exception e) {
            seen.add(e);
        }
    });

    @Test
    void keepsWhatGoesWrongWhileItConnects() {
        errors.exceptionOccurred(in(Connection.Status.CONNECTING), broken);
        assertThat(errors.last()).isSameAs(broken);
        assertThat(seen).isEmpty();
    }

    @Test
    void passesOnWhatGoesWrongBeforeConnectHasReturned() {
        errors.exceptionOccurred(in(Connection.Status.CONNECTED), broken);
        assertThat(errors.last()).isNull();
        assertThat(seen).containsExactly(broken);
    }

    @Test
    void passesOnWhatGoesWrongAfterwards() {
        errors.connected();
        errors.exceptionOccurred(in(Connection.Status.RECONNECTING), broken);
        assertThat(seen).containsExactly(broken);
    }

    private static Connection in(Connection.Status status) {
        return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("getStatus");
                    return status;
                });
    }
}
