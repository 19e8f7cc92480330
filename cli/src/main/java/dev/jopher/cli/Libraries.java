package dev.jopher.cli;

import java.io.File;
import java.net.URLClassLoader;
import java.util.HashSet;

/**
 * What a program is compiled and run with, besides itself.
 *
 * @param jopher the jar with {@code dev.jopher}, or a class path with it
 * @param classPath what {@code -cp} names, in the order in which classes are looked for
 * @param loader has both
 */
record Libraries(String jopher, ClassPath classPath, ClassLoader loader) {
    private static final String JAR = "jopher-cli.jar";

    /**
     * Finds the libraries. The script puts the user's class path behind our jar, so that it is the
     * application's: the system class loader has it, as with {@code java -cp}. Without the script a
     * loader of our own has it.
     *
     * @param ofJvm the class path that the JVM was started with
     * @param asked what the user asks for
     */
    static Libraries of(String ofJvm, ClassPath asked) {
        ClassLoader own = Libraries.class.getClassLoader();
        int end = ofJvm.indexOf(File.pathSeparator);
        String first = end < 0 ? ofJvm : ofJvm.substring(0, end);
        if (!new File(first).getName().equals(JAR)) {
            first = ofJvm;
            end = -1;
        }
        ClassPath given = end < 0 ? ClassPath.EMPTY : ClassPath.of(ofJvm.substring(end + 1));
        if (new HashSet<>(given.entries()).containsAll(asked.entries())) {
            return new Libraries(first, given, own);
        }
        return new Libraries(first, asked, new URLClassLoader(asked.urls(), own));
    }
}
