package dev.jopher.nats;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.Unit;

/**
 * Where senders of one process wait while the channel is full. The server does not say when there
 * is room, so some sender has to ask again and again; a hundred of them that all ask would be a
 * storm. A sender that was refused asks again only with a token.
 *
 * <p>Invariants: there is at least one token, so some sender asks; a refused sender gives its token
 * up unless it is the last one; a success makes one more, up to the number of senders. So the
 * number of askers doubles with each round while there is room, and falls to one while there is
 * none.
 */
final class FullGate {
    private static final int MOST = 256;
    private static final Duration FIRST = Duration.ofNanos(500_000);
    private static final Duration LAST = Duration.ofMillis(20);

    private final Channel<Unit> free = new Channel<>(MOST);
    private final AtomicInteger tokens = new AtomicInteger(1);

    FullGate() {
        free.send(Go.UNIT);
    }

    /** One sender, from its first refusal on. */
    final class Turn {
        private boolean holds;
        private final Backoff backoff = new Backoff(FIRST, LAST);

        /** Waits until it may ask again. */
        void refused(Context ctx) {
            if (holds && giveUpUnlessLast()) {
                holds = false;
            }
            if (!holds) {
                free.receive(ctx);
                holds = true;
                backoff.reset();
                return;
            }
            Go.sleep(ctx, Waits.jittered(backoff.next()));
        }

        /** Ends the turn: others may ask. */
        void over(boolean stored) {
            if (holds) {
                holds = false;
                free.trySend(Go.UNIT);
                if (stored) {
                    oneMore();
                }
            }
        }
    }

    private boolean giveUpUnlessLast() {
        for (;;) {
            int n = tokens.get();
            if (n == 1) {
                return false;
            }
            if (tokens.compareAndSet(n, n - 1)) {
                return true;
            }
        }
    }

    /** Adds a token. The count comes first: it is never lower than the number of tokens. */
    private void oneMore() {
        for (;;) {
            int n = tokens.get();
            if (n == MOST) {
                return;
            }
            if (tokens.compareAndSet(n, n + 1)) {
                free.trySend(Go.UNIT);
                return;
            }
        }
    }
}
