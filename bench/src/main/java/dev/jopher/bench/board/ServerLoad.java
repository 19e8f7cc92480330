package dev.jopher.bench.board;

/**
 * What one load of a server has shown.
 *
 * @param throughput answers per second
 * @param processor its time per answer, in nanoseconds
 * @param lateness 99 of 100 requests were sent by the generator within so many nanoseconds
 */
record ServerLoad(double throughput, double processor, double p50, double p99, double p999,
        double lateness) {
    /** How much of the saturation of the slowest is asked for. */
    enum Rate {
        ALL("as many as it can", 0), HALF("50 %", 0.5), MUCH("80 %", 0.8), NEARLY("95 %", 0.95);

        final String title;
        final double part;

        Rate(String title, double part) {
            this.title = title;
            this.part = part;
        }
    }

    /** Parses the generator's answer. */
    static ServerLoad of(String answer, long processorNanos) throws WorkerException {
        String[] words = answer.split(" ");
        if (!words[0].equals("load") || words[1].equals("0")) {
            throw new WorkerException("was not answered: " + answer, null);
        }
        double count = Double.parseDouble(words[1]);
        return new ServerLoad(Double.parseDouble(words[2]), processorNanos / count,
                Double.parseDouble(words[3]), Double.parseDouble(words[4]),
                Double.parseDouble(words[5]), Double.parseDouble(words[6]));
    }
}
