package io.conecta.fleet.internal;

/**
 * What a member that is not strict goes on using after its lease has ended, until it is granted again or for the time of grace. Others may have
 * the same permits by then: the excess is bounded by this, and repaid. Not thread-safe.
 */
final class Overdraft {
    private final Terms terms;
    private int permits;
    private long until;

    Overdraft(Terms terms) {
        this.terms = terms;
    }

    /** The lease has ended. */
    void begin(int usable, long now) {
        if (terms.strict()) {
            return;
        }
        if (permits(now) == 0) {
            until = now + terms.grace();
        }
        permits = Math.max(permits(now), usable); // One that runs goes on: its time is not extended.
    }

    /** It is granted again. */
    void end() {
        permits = 0;
    }

    int permits(long now) {
        return permits > 0 && now - until < 0 ? permits : 0;
    }
}
