package dev.jopher.nats;

import java.time.Duration;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.DumpOption;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** What the tests of remote channels share: an engine, a channel for each test, and waits. */
abstract class RemoteChannelFixture {
    static final Context NONE = Context.background();

    /** With an ackWait so long that no live receiver loses what it holds. */
    static final RemoteOptions OPTIONS =
            RemoteOptions.defaults().ackWait(Duration.ofSeconds(30))
                    .heartbeat(Duration.ofMillis(500));

    /** For those that wait for a value to come again; a slow machine may then renew too late. */
    static final RemoteOptions QUICK = OPTIONS.ackWait(Duration.ofSeconds(1)).maxAttempts(1_000);

    /** For those that wait for a held value to be given back; that takes a third of ackWait. */
    static final RemoteOptions HELD = OPTIONS.ackWait(Duration.ofSeconds(6)).maxAttempts(1_000);

    private String name = "";

    @BeforeEach
    void nameIt(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    String name() {
        return name;
    }

    /** Opens a channel as a process of its own does. */
    abstract <T> RemoteChannel<T> open(String channel, int capacity, Codec<T> codec,
            RemoteOptions options);

    /** Ends the last process that was opened, without a word to the server. */
    abstract void killLast();

    RemoteChannel<String> process(int capacity) {
        return open(name, capacity, Codec.strings(), OPTIONS);
    }

    static <T> Delivery<T> next(ReceiveChannel<Delivery<T>> c) {
        Delivery<T> d = c.receive();
        if (d == null) {
            throw new AssertionError("the channel is closed");
        }
        return d;
    }

    static void until(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    static void untilWaiting(String operation) {
        until(() -> Go.dump(DumpOption.UNFOLDED).contains("remote " + operation));
    }

    /** Starts {@code f} in a goroutine; the result is a channel of how it ended. */
    static Channel<Throwable> background(Func f) {
        Channel<Throwable> end = new Channel<>(1);
        Go.go(() -> {
            try {
                f.call();
                end.close();
            } catch (Throwable t) {
                end.send(t);
            }
        });
        return end;
    }
}
