package dev.jopher.cli.top;

/**
 * What has happened between two snapshots, per second.
 *
 * @param percent the processors' time that the program took; 100 is one processor, -1 unknown
 */
record Rates(long created, long switches, long steals, long handOvers, long percent) {
    private static final double SECOND = 1e9;
    private static final int PERCENT = 100;

    /**
     * @param cpuNanos how much time of processors the program took between them; -1 if that is not
     *        known
     */
    static Rates between(Snapshot a, Snapshot b, long cpuNanos) {
        double seconds = Math.max(1, b.nanos() - a.nanos()) / SECOND;
        return new Rates(
                rate(b.goroutines().created() - a.goroutines().created(), seconds),
                rate(b.processors().switches() - a.processors().switches(), seconds),
                rate(b.processors().steals() - a.processors().steals(), seconds),
                rate(b.processors().handOvers() - a.processors().handOvers(), seconds),
                cpuNanos < 0 ? -1 : Math.round(cpuNanos / SECOND / seconds * PERCENT));
    }

    private static long rate(long n, double seconds) {
        return Math.round(Math.max(0, n) / seconds);
    }
}
