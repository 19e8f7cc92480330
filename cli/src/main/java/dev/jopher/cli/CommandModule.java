package dev.jopher.cli;

import java.util.List;

/**
 * A command that is not in the command's own jar. For {@code jopher NAME} the script puts
 * {@code lib/modules/jopher-NAME.jar} on the class path; the jar names its implementation of this
 * interface in {@code META-INF/services}.
 */
public interface CommandModule {
    /** Returns the first word of the command line that selects this command. */
    String name();

    /**
     * Runs the command.
     *
     * @param words what follows the name
     * @return the exit code
     */
    int run(List<String> words);
}
