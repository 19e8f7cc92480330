package dev.jopher.explore.internal.world;

/** Lets an exception pass through methods that do not declare it. */
public final class Unchecked {
    private Unchecked() {}

    /**
     * Throws {@code e} as it is.
     *
     * @return nothing; {@code throw Unchecked.rethrow(e)} shows the compiler where a method ends
     */
    public static RuntimeException rethrow(Throwable e) {
        throw Unchecked.<RuntimeException>as(e);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E as(Throwable e) throws E {
        throw (E) e;
    }
}
