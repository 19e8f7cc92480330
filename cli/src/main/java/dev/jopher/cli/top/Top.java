package dev.jopher.cli.top;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Shows a program, on the terminal or as text. */
public final class Top {
    /**
     * What the user wants.
     *
     * @param count how many snapshots to print as text; 0 for a view on the terminal or, if there
     *        is none, for text without end
     */
    public record Options(Duration interval, long count) {}

    private Top() {}

    /**
     * Shows the program until the user has seen enough. Returns what has ended it before that; null
     * if nothing has.
     *
     * @param program answers at the other end
     */
    public static @Nullable Exception run(SocketChannel program, Watched watched, Options options,
            Map<String, String> environment) throws InterruptedException {
        Watch watch = new Watch(new Connection(program), watched::cpuNanos);
        try (Terminal terminal = options.count() > 0 ? null : UnixTerminal.open(environment)) {
            return terminal == null
                    ? new PlainView(System.out, watched, watch)
                            .run(options.interval(), options.count())
                    : new LiveView(terminal, watched, watch, options.interval()).run();
        }
    }
}
