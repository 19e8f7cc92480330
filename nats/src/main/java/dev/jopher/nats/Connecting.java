package dev.jopher.nats;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;

/** Makes connections, and says in one line why there is none. */
final class Connecting {
    private Connecting() {}

    /**
     * Returns the options that suit remote channels: lost answers and peers are seen in seconds.
     */
    static Options.Builder options() {
        return new Options.Builder().maxReconnects(-1).reconnectWait(Duration.ofMillis(250))
                .reconnectJitter(Duration.ofMillis(100)).connectionTimeout(Duration.ofSeconds(2))
                .requestCleanupInterval(Duration.ofSeconds(1)).pingInterval(Duration.ofSeconds(5))
                .connectionName("jopher");
    }

    static Connection connect(Options options) {
        ConnectErrors errors = new ConnectErrors(options.getErrorListener());
        try {
            Connection c = Nats.connect(
                    new Options.Builder(options).errorListener(errors).build());
            errors.connected();
            return c;
        } catch (AuthenticationException e) {
            throw new RemoteChannelException("the NATS server at " + servers(options)
                    + " refuses the credentials: " + e.getMessage(), e);
        } catch (IOException e) {
            Exception why = errors.last();
            if (why != null && e.getCause() == null) {
                e.initCause(why);
            }
            throw new RemoteChannelException(reason(options, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new dev.jopher.UncheckedInterruptedException("NATS connect");
        }
    }

    private static String reason(Options options, IOException e) {
        String what = isTls(e) ? "no TLS connection to a NATS server at "
                : "no NATS server answers at ";
        return what + servers(options) + " (tried once, for "
                + options.getConnectionTimeout().toSeconds() + " s; "
                + (options.getMaxReconnect() == 0 ? "a broken connection is not made anew"
                        : "a broken connection is made anew each "
                                + options.getReconnectWait().toMillis() + " ms")
                + "): " + detail(options, root(e));
    }

    private static String detail(Options options, Throwable root) {
        if (root instanceof TimeoutException) {
            return "no answer in time" + (options.getSslContext() == null ? ""
                    : "; nor does a server answer that refuses the client's certificate");
        }
        String message = root.getMessage();
        return message == null ? root.toString() : message.lines().findFirst().orElse("");
    }

    private static boolean isTls(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof javax.net.ssl.SSLException
                    || String.valueOf(t.getMessage()).contains("SSL")) {
                return true;
            }
        }
        return false;
    }

    private static Throwable root(Throwable e) {
        Throwable t = e;
        for (Throwable c = t.getCause(); c != null; c = t.getCause()) {
            t = c;
        }
        return t;
    }

    private static String servers(Options options) {
        return options.getServers().stream().map(Object::toString)
                .map(s -> s.replaceFirst("//[^@/]*@", "//")) // no passwords in messages
                .collect(Collectors.joining(", "));
    }
}
