package dev.jopher.race.internal.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.race.internal.clock.Epoch;

/** The places in the program that access something. A number of 20 bits stands in a shadow word. */
public final class Sites {
    /** The place of accesses that have no number of their own, because there are too many. */
    public static final int UNKNOWN = 0;

    private static final List<Site> ALL = new ArrayList<>(List.of(
            new Site("(unknown)", "(unknown)", "(unknown)", 0, "(unknown)")));

    /** Numbers by place: read and write of {@code n++} are one, and one race. */
    private static final Map<Site, Integer> NUMBERS = new HashMap<>();

    /** Which places access references to objects. */
    private static final BitSet REFERENCES = new BitSet();

    /** Which places access a variable in an atomic mode. */
    private static final BitSet ATOMIC = new BitSet();

    private Sites() {}

    /**
     * @param type the class whose code it is, as in a stack trace
     * @param variable what is accessed: {@code com.acme.Account.balance}, the field after the full
     *     name of the class that declares it, which reports shorten; {@code int[]}; {@code
     *     HashMap.put}; an operation that synchronises, as {@code Mutex.lock}
     * @param holder the field that the array was read from; empty if it is not known, or no array
     */
    public record Site(String type, String method, String file, int line, String variable,
            String holder) {
        public Site(String type, String method, String file, int line, String variable) {
            this(type, method, file, line, variable, "");
        }

        /** Returns whether elements of an array are accessed. */
        boolean isOfArray() {
            return variable.endsWith("[]") || variable.equals("System.arraycopy")
                    || variable.startsWith("Array.") || variable.startsWith("VarHandle.");
        }

        StackTraceElement place() {
            return new StackTraceElement(type, method, file, line);
        }
    }

    /**
     * Returns the number of a place. What a line does with one variable is one place. Called while a
     * class is transformed.
     */
    public static synchronized int register(Site site) {
        Integer known = NUMBERS.get(site);
        if (known != null) {
            return known;
        }
        if (ALL.size() == Epoch.SITES) {
            return UNKNOWN;
        }
        ALL.add(site);
        NUMBERS.put(site, ALL.size() - 1);
        return ALL.size() - 1;
    }

    /** Records that a reference to an object is accessed at this place. */
    public static synchronized void setReference(int number) {
        REFERENCES.set(number);
    }

    public static synchronized boolean isReference(int number) {
        return REFERENCES.get(number);
    }

    /** Records that the access at this place is a volatile or atomic operation. */
    public static synchronized void setAtomic(int number) {
        ATOMIC.set(number);
    }

    /** Returns whether neither of two accesses is a plain one. */
    public static synchronized boolean areAtomic(int one, int other) {
        return ATOMIC.get(one) && ATOMIC.get(other);
    }

    public static synchronized boolean isConstructor(int number) {
        return number < ALL.size() && ALL.get(number).method().equals("<init>");
    }

    public static synchronized Site get(int number) {
        return ALL.get(number);
    }
}
