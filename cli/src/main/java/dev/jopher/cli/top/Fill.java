package dev.jopher.cli.top;

/**
 * A channel, and how full it is.
 *
 * @param id what distinguishes it from others
 * @param senders how many goroutines wait to send
 * @param sentAt a line where goroutines waited to send; empty if none was seen
 * @param made where it was made; empty if that is not recorded
 */
record Fill(String id, long length, long capacity, long senders, long receivers, String sentAt,
        String receivedAt, String made) {
    private static final int PERCENT = 100;

    static Fill of(Line line) {
        return new Fill(line.text("id"), line.number("length"), line.number("capacity"),
                line.number("senders"), line.number("receivers"), line.text("sentAt"),
                line.text("receivedAt"), line.text("made"));
    }

    /** Returns the fill in percent; -1 for a channel without a buffer. */
    int percent() {
        return capacity == 0 ? -1 : (int) (length * PERCENT / capacity);
    }
}
