package dev.jopher;

/**
 * The function of a {@code go} statement: it has no result and may throw any exception.
 *
 * <p>The nested types are functions of one to five parameters, for {@code go(this::worker, id,
 * jobs)}: the caller evaluates the arguments, the new goroutine runs the body (Go specification,
 * "Go statements").
 *
 * {@snippet :
 * Func hello = () -> IO.println("hello");
 * go(hello);
 * go(this::worker, 1, jobs, results); // a Func.Of3
 * }
 */
@FunctionalInterface
public interface Func {
    /** Runs the function. */
    void call() throws Exception;

    /** A function of one parameter. */
    @FunctionalInterface
    interface Of1<A> {
        /** Runs the function. */
        void call(A a) throws Exception;
    }

    /** A function of two parameters. */
    @FunctionalInterface
    interface Of2<A, B> {
        /** Runs the function. */
        void call(A a, B b) throws Exception;
    }

    /** A function of three parameters. */
    @FunctionalInterface
    interface Of3<A, B, C> {
        /** Runs the function. */
        void call(A a, B b, C c) throws Exception;
    }

    /** A function of four parameters. */
    @FunctionalInterface
    interface Of4<A, B, C, D> {
        /** Runs the function. */
        void call(A a, B b, C c, D d) throws Exception;
    }

    /** A function of five parameters. */
    @FunctionalInterface
    interface Of5<A, B, C, D, E> {
        /** Runs the function. */
        void call(A a, B b, C c, D d, E e) throws Exception;
    }
}
