package dev.jopher.explore.internal.agent;

/** Which classes are the program's, and so get points. */
final class UserScope {
    private static final String JOPHER = "dev/jopher/";

    /** What only runs the tests, and waits for them. */
    private static final String[] HARNESS = {"org/junit/", "org/opentest4j/", "org/apiguardian/",
        "org/apache/maven/surefire/", "org/jspecify/"};

    private UserScope() {}

    static boolean has(ClassLoader loader, String name) {
        if (loader == ClassLoader.getPlatformClassLoader() || isLibrary(name)) {
            return false;
        }
        for (String h : HARNESS) {
            if (name.startsWith(h)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether it is a class of Jopher itself, which has points of its own. */
    private static boolean isLibrary(String name) {
        if (!name.startsWith(JOPHER)) {
            return false;
        }
        String rest = name.substring(JOPHER.length());
        return rest.indexOf('/') < 0 || rest.startsWith("internal/") || rest.startsWith("sync/")
                || rest.startsWith("cli/") || rest.startsWith("race/internal/")
                || rest.startsWith("explore/internal/")
                || rest.startsWith("explore/") && rest.lastIndexOf('/') == 7
                        && rest.startsWith("explore/Explore");
    }
}
