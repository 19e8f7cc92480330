package dev.jopher.explore.internal.replay;

/** Makes tokens. */
public final class Tokens {
    private Tokens() {}

    /**
     * Returns the token of a recorded run. Repeats the run for it, because only then the choices
     * are known.
     *
     * @throws IllegalStateException if the repetition is another run
     */
    public static Token of(Program p, Recording r) {
        Follower follower = Follower.of(r, false);
        ChoiceLog log = new ChoiceLog(follower);
        Program.Run run = p.run(log, r.seed(), follower);
        Token token = Token.of(p, run, r, log);
        if (!run.isSameAs(token)) {
            throw new IllegalStateException("the run cannot be repeated: something outside of it"
                    + " decides as well");
        }
        return token;
    }
}
