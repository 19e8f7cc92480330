package dev.jopher.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.DeadlineExceededException;
import dev.jopher.DumpOption;
import dev.jopher.Go;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Remote channels in the memory of this process, and the faults that they draw. */
class LocalChannelTest extends RemoteChannelContract {
    private LocalServer server = new LocalServer();
    private final List<RemoteChannel<?>> opened = new ArrayList<>();

    @Override
    <T> RemoteChannel<T> open(String channel, int capacity, Codec<T> codec,
            RemoteOptions options) {
        RemoteChannel<T> c = RemoteChannel.local(server, channel, capacity, codec, options);
        opened.add(c);
        return c;
    }

    @Override
    void killLast() {
        ((LocalEngine) opened.getLast().engine()).breakLink();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsLostWhateverGoesWrong(long seed) {
        server = new LocalServer(LocalFaults.seed(seed).lostAnswers(0.05).lostAccepts(0.02)
                .duplicates(0.05).delay(Duration.ofMillis(2))
                .disconnects(0.002, Duration.ofMillis(20)));
        Seen seen = Load.run(capacity -> open("faults", capacity, Codec.strings(),
                OPTIONS.ackWait(Duration.ofMillis(300)).maxAttempts(1_000)), 3, 3, 100, 20);
        seen.assertExactly(900);
        assertThat(seen.duplicates()).as("values come at least once").isPositive();
    }

    @Test
    void anAnswerThatIsLostMakesNoDuplicate() {
        server = new LocalServer(LocalFaults.seed(7).lostAnswers(0.5));
        Seen seen = Load.run(this::process, 1, 2, 100, 50);
        seen.assertExactly(200);
        assertThat(seen.duplicates()).isZero();
    }

    @Test
    void aSendWhoseAnswersAreLostMayHaveStored() {
        server = new LocalServer(LocalFaults.seed(7).lostAnswers(1));
        var c = process(10);
        try (var ctx = NONE.withTimeout(Duration.ofMillis(300))) {
            assertThatExceptionOfType(MaybeStoredException.class)
                    .isThrownBy(() -> c.send(ctx, "x"))
                    .withCauseInstanceOf(DeadlineExceededException.class)
                    .withMessageContaining("may have been stored");
        }
    }

    @Test
    void whileDisconnectedOperationsWait() {
        var c = process(10);
        var in = c.receivers(1);
        var engine = (LocalEngine) c.engine();
        engine.breakLink();
        var end = background(() -> c.send("x"));
        until(() -> Go.dump(DumpOption.UNFOLDED)
                .contains("remote send " + name() + " (disconnected"));
        until(() -> Go.dump(DumpOption.UNFOLDED)
                .contains("remote receive " + name() + " (disconnected"));
        assertThat(end.tryReceiveOk()).isNull();
        engine.restoreLink();
        assertThat(end.receive()).isNull();
        next(in).accept();
    }

    @Test
    void aDisconnectEnds() {
        var c = process(10);
        var in = c.receivers(1);
        server.disconnect(Duration.ofMillis(50));
        c.send("x");
        next(in).accept();
    }

    @Test
    void eachOpenOfALocalChannelIsItsOwn() {
        RemoteChannel<String> a = RemoteChannel.local(name(), 1, Codec.strings());
        RemoteChannel<String> b = RemoteChannel.local(name(), 1, Codec.strings());
        a.send("x");
        b.send("y");
        next(b.receivers(1)).accept();
        next(a.receivers(1)).accept();
    }
}
