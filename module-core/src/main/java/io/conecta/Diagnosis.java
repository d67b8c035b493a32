package io.conecta;

import java.util.Objects;

/**
 * What is wrong with a pool, as far as the pool can tell, with the evidence. Immutable.
 *
 * <p>A diagnosis is made of what the pool has seen, and where that leaves room for another explanation, there is none. So a pool that has
 * seen a thread return what another had borrowed concludes nothing from who borrowed: neither a deadlock nor, without
 * {@code leakThreshold}, a leak.
 *
 * @param kind what it is
 * @param sentence what it is, with the evidence, in one sentence for people
 */
public record Diagnosis(Kind kind, String sentence) {
    /**
     * A diagnosis.
     *
     * @param kind what it is
     * @param sentence what it is, with the evidence, in one sentence for people
     * @throws NullPointerException if a component is null
     */
    public Diagnosis {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** What may be wrong with a pool. */
    public enum Kind {
        /** Nothing that the pool can tell. */
        NONE,
        /** Objects are not returned: their holders' threads have ended, or hold them beyond {@code leakThreshold} while others come and go. */
        LEAK,
        /** All objects are held, and for longer than before or without any coming back: what they are used for has become slow. */
        SLOW_USE,
        /** Objects come and go as usual, but there are more borrowers than they can serve. */
        TOO_SMALL,
        /** The pool has room, but the {@link PoolBudget} that it shares with others has not. */
        BUDGET,
        /** A creation that borrowers wait for takes far longer than usual. */
        CREATOR_STUCK,
        /** Creations fail. */
        BACKEND_DOWN,
        /** Borrowers wait for each other. */
        DEADLOCK,
        /** The overload valve ({@code queueTarget}) is open. */
        OVERLOAD,
        /** {@link Pool#suspend()} was called. */
        SUSPENDED
    }

    /** {@return the kind and the sentence} */
    @Override
    public String toString() {
        return kind + ": " + sentence;
    }
}
