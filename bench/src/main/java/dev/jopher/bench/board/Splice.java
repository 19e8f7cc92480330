package dev.jopher.bench.board;

/** Puts a part of the board in the place of the one that it may have. */
final class Splice {
    private static final String NEXT_HEADING = "## Who has no figure, and why\n";

    private Splice() {}

    /**
     * Returns {@code board} with {@code section}, which begins with {@code heading} and ends with
     * an empty line.
     */
    static String markdown(String board, String heading, String section) {
        int start = board.indexOf(heading);
        if (start < 0) {
            int here = Math.max(board.indexOf(NEXT_HEADING), 0);
            return board.substring(0, here) + section + board.substring(here);
        }
        int next = board.indexOf("\n## ", start);
        return board.substring(0, start) + section + (next < 0 ? "" : board.substring(next + 1));
    }

    /** Returns {@code board} with {@code members}, one a line, as the last member of that name. */
    static String json(String board, String name, String members) {
        String key = ",\n\"" + name + "\":[\n";
        int start = board.indexOf(key);
        String rest = board;
        if (start >= 0) {
            int end = board.indexOf("\n]", start) + 2;
            rest = board.substring(0, start) + board.substring(end);
        }
        return rest.replaceFirst("\\}\\s*$", "") + key + members + "\n]}\n";
    }
}
