package io.conecta.internal.flow;

/**
 * How many objects suffice. Little's law gives the objects that are lent on average: borrowers a second, times how long each holds its object.
 * The waits that chance makes on top come from Erlang's C formula, for borrowers that come independently of each other.
 */
final class Sizing {
    private static final double WAIT_NANOS = 5e8;
    private static final double SHARE = 0.01;
    private static final int MOST = 100_000;

    private Sizing() {}

    /** {@return with how many objects at most one borrower in a hundred waits longer than 0.5 s} */
    static int objects(double perSecond, double holdNanos) {
        double load = perSecond * holdNanos / 1e9;
        double blocked = 1; // Erlang's B, for each number of objects from that of one less.
        for (int objects = 1; objects < MOST; objects++) {
            blocked = load * blocked / (objects + load * blocked);
            if (objects > load) {
                double waits = blocked / (1 - load / objects * (1 - blocked));
                double tooLong = waits * Math.exp(-(objects - load) * WAIT_NANOS / holdNanos);
                if (tooLong <= SHARE) {
                    return objects;
                }
            }
        }
        return MOST;
    }
}
