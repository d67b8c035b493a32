package io.conecta.internal.flow;

import io.conecta.internal.runtime.Failure;

/** What a creation ends in that was given up for no fault of its own. */
final class GivenUp extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private static final String TEXT = "the creation was given up";

    private GivenUp() {
        super(TEXT);
    }

    static Failure failure() {
        return new Failure(new GivenUp(), TEXT);
    }
}
