package dev.jopher.cli;

/** Ends the command with one line for the user, and no stack trace. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command was called wrongly. */
    static CommandException usage(String message) {
        return new CommandException(Main.EXIT_USAGE, message);
    }

    /** The program cannot be run as it is written. */
    static CommandException program(String message) {
        return new CommandException(Main.EXIT_PROGRAM, message);
    }

    int exitCode() {
        return exitCode;
    }
}
