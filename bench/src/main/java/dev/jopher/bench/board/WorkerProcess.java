package dev.jopher.bench.board;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A worker: a process that answers each line with one line
 * ({@link dev.jopher.bench.worker.Worker}).
 */
final class WorkerProcess implements AutoCloseable {
    private static final String PORT = "port ";

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    WorkerProcess(List<String> command, Path log) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        requests = process.outputWriter();
        answers = process.inputReader();
    }

    /** Asks, and waits for the answer. */
    String ask(String request, int seconds) throws WorkerException {
        try {
            requests.write(request + "\n");
            requests.flush();
            return answer(seconds);
        } catch (IOException e) {
            throw new WorkerException("has ended", e);
        }
    }

    private String answer(int seconds) throws WorkerException {
        var line = CompletableFuture.supplyAsync(this::line, r -> Thread.ofPlatform().start(r));
        try {
            String answer = line.get(seconds, TimeUnit.SECONDS);
            if (answer.isEmpty() || answer.startsWith("error")) {
                throw new WorkerException(answer.isEmpty() ? "has ended" : answer, null);
            }
            return answer;
        } catch (TimeoutException e) {
            throw new WorkerException("no answer within " + seconds + " s", e);
        } catch (ExecutionException | InterruptedException e) {
            throw new WorkerException("has ended", e);
        }
    }

    private String line() {
        try {
            String line = answers.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks for a server, and returns its port. */
    int askForPort(String request, int seconds) throws WorkerException {
        String answer = ask(request, seconds);
        if (!answer.startsWith(PORT)) {
            throw new WorkerException(answer, null);
        }
        return Integer.parseInt(answer.substring(PORT.length()));
    }

    /** Returns how much memory of the machine it has. */
    long residentBytes() throws IOException {
        return status("VmRSS:");
    }

    /** Returns how much it had at most. */
    long peakBytes() throws IOException {
        return status("VmHWM:");
    }

    private long status(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("no " + key);
    }

    /** Returns what it has used of processors. */
    long processorNanos() throws IOException {
        return process.info().totalCpuDuration().orElseThrow(() -> new IOException("no time"))
                .toNanos();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
