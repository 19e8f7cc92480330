package dev.jopher.internal.dump;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.jopher.internal.base.RuntimeThread;

/**
 * Answers {@code jopher top}, in the program that it watches: for each line that arrives one
 * snapshot. The command waits between its questions, so it decides what this costs. The thread ends
 * with the connection, and leaves nothing behind.
 */
public final class OverviewServer implements Runnable {
    private static final String COUNTERS = "counters";

    private final SocketChannel connection;
    private final WaitLevels levels = new WaitLevels();

    private OverviewServer(SocketChannel connection) {
        this.connection = connection;
    }

    /**
     * Connects to the command and answers it from now on. Called by the agent of the command, which
     * finds this method by its name.
     *
     * @param socket the file on which the command listens
     * @throws IOException if it does not listen
     */
    public static void connect(String socket) throws IOException {
        SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(socket)));
        RuntimeThread.start("jopher-top", new OverviewServer(connection));
    }

    @Override
    public void run() {
        try (connection;
                BufferedReader questions =
                        new BufferedReader(
                                Channels.newReader(connection, StandardCharsets.UTF_8))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answer(line.equals(COUNTERS) ? OverviewText.counters() : overview());
            }
        } catch (IOException | OutOfMemoryError e) {
            // The command has ended, or there is no memory for an answer: it reports that.
        }
    }

    private String overview() {
        levels.begin();
        return OverviewText.of(Overview.take(levels), levels);
    }

    private void answer(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            connection.write(bytes);
        }
    }
}
