package dev.jopher.bench.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A process that is asked by the board: it reads requests from standard input, one a line, and
 * answers each with one line, which begins with "error" if it fails.
 */
public final class Requests {
    private Requests() {}

    /** Answers a request, which is given by its words. */
    @FunctionalInterface
    public interface Answering {
        String answer(String[] request) throws Exception;
    }

    /** Answers what comes until standard input ends, and then ends the process. */
    public static void serve(Answering answering) throws IOException {
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = System.out;
        // What other code prints must not look like an answer.
        System.setOut(System.err);
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(answer(answering, line.split(" ")));
            answers.flush();
        }
        System.exit(0);
    }

    private static String answer(Answering answering, String[] request) {
        try {
            return answering.answer(request);
        } catch (Throwable e) {
            e.printStackTrace();
            return "error " + e.toString().lines().findFirst().orElse("");
        }
    }
}
