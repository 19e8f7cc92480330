package dev.jopher.cli;

/** {@code jopher run -replay}: repeats a schedule. */
final class ReplayCommand {
    private ReplayCommand() {}

    /** @param schedule a token, or a file with one */
    static int run(String schedule, RunOptions options, ProgramBuild build)
            throws CompilationFailedException {
        ExploreCommand.checkExplorer();
        throw CommandException.usage("-replay " + schedule + ": not yet");
    }
}
