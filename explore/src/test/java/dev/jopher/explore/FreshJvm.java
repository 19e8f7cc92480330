package dev.jopher.explore;

import java.util.Map;

/** Run by {@link FreshJvmIT} in other JVMs. */
final class FreshJvm {
    static final Map<String, Body> PROGRAMS = Map.of("lost", BuggyPrograms::lostUpdate, "order",
            BuggyPrograms::lockOrder, "select", BuggyPrograms::unluckySelect, "closed",
            BuggyPrograms::neverClosed);

    private FreshJvm() {}

    /** Prints for each pair of program and token whether it fails again in the same way. */
    public static void main(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            String token = args[i + 1];
            try {
                Explore.replay(token, PROGRAMS.get(args[i]));
                System.out.println(args[i] + " passed");
            } catch (ExplorationFailure e) {
                System.out.println(args[i] + ' ' + e.token().orElse("").equals(token));
            }
        }
    }
}
