package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Locale;

import dev.jopher.DeadlineExceededException;
import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

/** What holds for requests and their answers. */
abstract class RemoteChannelCalls extends RemoteChannelFixture {
    @Test
    void aCallIsAnswered() {
        var client = process(10);
        var in = process(10).receivers(2);
        for (int g = 0; g < 2; g++) {
            Go.go(() -> {
                for (var d : in) {
                    if (d.value().startsWith("bad")) {
                        d.reject("bad request");
                    } else {
                        d.reply(d.value().toUpperCase(Locale.ROOT), Codec.strings());
                    }
                }
            });
        }
        var all = new WaitGroup();
        for (int g = 0; g < 4; g++) {
            int me = g;
            all.go(() -> assertThat(client.call(NONE, "hello" + me, Codec.strings()))
                    .isEqualTo("HELLO" + me));
        }
        all.await();
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> client.call(NONE, "bad", Codec.strings()))
                .withMessageContaining("bad request");
        client.close();
    }

    @Test
    void aContextEndsACall() {
        var c = process(10);
        try (var ctx = NONE.withTimeout(Duration.ofSeconds(2))) {
            assertThatExceptionOfType(MaybeStoredException.class)
                    .isThrownBy(() -> c.call(ctx, "x", Codec.strings()))
                    .withCauseInstanceOf(DeadlineExceededException.class);
        }
    }
}
