package dev.jopher.race.oracle;

import java.util.List;

/**
 * A program of the oracle: steps of several threads, in the order in which they are executed.
 *
 * @param seed that it was made from, and its name
 * @param go whether its threads are goroutines
 * @param virtual whether they are virtual threads, otherwise
 * @param threads how many; the first one starts the others, or they start each other
 */
record Program(long seed, boolean go, boolean virtual, int threads, List<Variable> variables,
        List<Step> steps) {

    /**
     * A step.
     *
     * @param target the number of the variable, monitor, channel or thread
     * @param number how many sends or receives of the channel there were before, or insertions and
     *     removals of the queue; of an exchange, the partner
     * @param style how the access is written
     */
    record Step(int thread, Op op, int target, int number, int style) {
        boolean isAccess() {
            return op == Op.READ || op == Op.WRITE || op == Op.UPDATE;
        }

        boolean writes() {
            return op != Op.READ;
        }
    }

    /**
     * A variable that is not for synchronisation.
     *
     * @param declaration of the field; several variables may be elements of one
     * @param read an expression
     * @param write a statement
     * @param update a statement that reads and writes
     */
    record Variable(String declaration, String read, String write, String update) {}

    String className() {
        return "P" + seed;
    }
}
