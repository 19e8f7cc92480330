package dev.jopher.cli;

/** A program that does not compile; the message is javac's. */
final class CompilationFailedException extends Exception {
    private static final long serialVersionUID = 1;

    CompilationFailedException(String messages) {
        super(messages);
    }
}
