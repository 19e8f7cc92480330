package dev.jopher.race.litmus;

import java.time.Duration;

import dev.jopher.Channel;
import dev.jopher.ChannelClosedException;
import dev.jopher.Go;
import dev.jopher.sync.WaitGroup;

/** Uses of a channel or a group that race with a change of the channel or group itself. */
@SuppressWarnings("unused")
final class GoMisuse {
    // @formatter:off
    private GoMisuse() {}

    /** A send races with a close that it is not ordered with, also if it succeeds. */
    static final class SendClose extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(() -> { c.send(1); turns.next(); }, () -> { turns.await(1); c.close(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> c.send(1), () -> { c.receive(); c.close(); });
        }
    }

    /** The same the other way round, where the send panics. */
    static final class CloseSend extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        void send() {
            try {
                c.send(1);
            } catch (ChannelClosedException e) {
                z = 1;
            }
        }

        @Override
        void racy() throws Exception {
            goroutines(() -> { c.close(); turns.next(); }, () -> { turns.await(1); send(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(c::close, () -> { c.receive(); send(); });
        }
    }

    /** A send by select is one too. */
    static final class SelectClose extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { Go.select(Go.onSend(c, 1), Go.otherwise()); turns.next(); },
                    () -> { turns.await(1); c.close(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> Go.select(Go.onSend(c, 1), Go.otherwise()),
                    () -> { c.receive(); c.close(); });
        }
    }
    /** The first add is ordered before the wait that it makes possible. */
    static final class AddWait extends GoLitmus {
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            goroutines(() -> {
                wg.add(1);
                turns.next();
                turns.await(2);
                Go.sleep(Duration.ofSeconds(1)); // until the other one waits
                wg.done();
            }, () -> { turns.await(1); turns.next(); wg.await(); });
        }

        @Override
        void fixed() throws Exception {
            wg.add(1);
            goroutines(wg::done, wg::await);
        }
    }
    // @formatter:on
}
