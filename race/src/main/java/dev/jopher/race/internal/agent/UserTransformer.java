package dev.jopher.race.internal.agent;

import org.jspecify.annotations.Nullable;

/** Adds checks to a class of the program, and events to its synchronisation. */
final class UserTransformer {
    private UserTransformer() {}

    /**
     * @param checked whether its accesses are checked; its synchronisation is seen in any case
     * @return null if nothing has to change
     */
    static byte @Nullable [] transform(ClassLoader loader, byte[] bytes, boolean checked) {
        return null;
    }
}
