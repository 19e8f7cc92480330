package dev.jopher.prose;

/**
 * A place that breaks a rule.
 *
 * @param file from the root of the repository
 * @param text the words, or the line
 */
record Finding(String file, int line, String rule, String text) {
    /**
     * Returns what the list of exceptions calls it. A source is named without its folders, so that
     * it can move; a page keeps them, because several have one name.
     */
    String key() {
        return (file.endsWith(".java") ? file.substring(file.lastIndexOf('/') + 1) : file)
                + " " + rule;
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + rule + ": " + text;
    }
}
