package io.conecta.fleet.zookeeper;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What an acknowledged renewal proves. Not that the leader knows of it: the server that this client is connected to may have told nobody yet, and
 * a server that fails takes that along. It reports whom it has heard of with its next answer to the leader's ping, at least each tick. So a
 * renewal that was answered proves those that had been answered a tick before it was sent.
 *
 * <p>Used by one thread.
 */
final class Lease {
    private final Deque<Renewal> answered = new ArrayDeque<>();

    private record Renewal(long sent, long answered) {}

    /**
     * A renewal has been answered just now.
     *
     * @param tick the longest time in which a server reports to the leader
     * @param proven what was proven before
     * @return since when the leader surely knows that the session lives
     */
    long renewed(long sent, long tick, long proven) {
        long known = proven;
        while (!answered.isEmpty() && sent - answered.peekFirst().answered >= tick) {
            long one = answered.removeFirst().sent;
            known = one - known > 0 ? one : known;
        }
        answered.addLast(new Renewal(sent, System.nanoTime()));
        return known;
    }
}
