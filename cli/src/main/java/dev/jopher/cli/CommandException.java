package dev.jopher.cli;

/** Ends the command with one line for the user, and no stack trace. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns a usage error. */
    static CommandException usage(String message) {
        return new CommandException(Main.EXIT_USAGE, message);
    }

    /** Returns the error of a program that cannot be run as it is written. */
    static CommandException program(String message) {
        return new CommandException(Main.EXIT_PROGRAM, message);
    }

    int exitCode() {
        return exitCode;
    }
}
