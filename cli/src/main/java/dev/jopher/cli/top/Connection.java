package dev.jopher.cli.top;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The connection to a program: a line for each question, and lines up to an end as its answer. */
final class Connection implements Source {
    private final SocketChannel channel;
    private final BufferedReader answers;

    Connection(SocketChannel channel) {
        this.channel = channel;
        this.answers =
                new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    @Override
    public Snapshot ask(boolean countersOnly) throws IOException {
        String question = countersOnly ? "counters\n" : "overview\n";
        ByteBuffer bytes = ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); !Snapshot.END.equals(line); line =
                answers.readLine()) {
            if (line == null) {
                throw new EOFException("it has closed the connection");
            }
            lines.add(line);
        }
        return Snapshot.of(lines);
    }
}
