package io.conecta.internal.flow;

/** What a creation ends in that was given up for no fault of its own. */
final class GivenUp extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
        super("the creation was given up");
    }
}
