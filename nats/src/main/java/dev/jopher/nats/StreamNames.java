package dev.jopher.nats;

/**
 * What a channel is called on the server. The prefixes differ, so no name of a channel collides
 * with the rejected values of another one.
 *
 * @param label the name in messages
 * @param stream the stream that keeps the values
 * @param values the subject of the values; the open stream listens to it alone
 * @param barrier the subject that the stream listens to once it is closed
 * @param notice the subject of the notice that a channel was closed; no stream has it
 */
record StreamNames(String label, String stream, String values, String barrier, String notice) {
    /** The durable consumer that all receivers share. */
    static final String CONSUMER = "receivers";

    static StreamNames of(String name) {
        return with("jopher", name, name);
    }

    /** Returns the names for the rejected values; those of rejected ones are their own. */
    StreamNames rejected() {
        String name = values.substring(values.indexOf('.') + 1, values.lastIndexOf('.'));
        return with("jopher_rejected", name, name + ".rejected");
    }

    private static StreamNames with(String prefix, String name, String label) {
        String subject = prefix + "." + name;
        return new StreamNames(label, prefix + "-" + name, subject + ".value",
                subject + ".barrier", "jopher_notice." + prefix + "." + name);
    }
}
