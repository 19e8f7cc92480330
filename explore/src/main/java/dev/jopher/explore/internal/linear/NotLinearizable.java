package dev.jopher.explore.internal.linear;

/** Results that fit no order. */
final class NotLinearizable extends AssertionError {
    private static final long serialVersionUID = 1;

    NotLinearizable(String message) {
        super(message);
    }
}
