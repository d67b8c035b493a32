package io.conecta.fleet.proof;

import java.util.Map;
import java.util.TreeMap;

/** For how long one process has stood still in all, as it has said from time to time. Thread-safe. */
final class Standstill {
    /** By when it was heard, in milliseconds. */
    private final TreeMap<Long, Long> heard = new TreeMap<>();

    synchronized void note(long millis) {
        heard.put(System.nanoTime(), millis);
    }

    /** {@return the milliseconds that it stood still between two moments; it may have said so only at the second} */
    synchronized long between(long from, long until) {
        Map.Entry<Long, Long> before = heard.floorEntry(from);
        Map.Entry<Long, Long> after = heard.ceilingEntry(until);
        if (after == null) {
            after = heard.lastEntry();
        }
        return after == null ? 0 : after.getValue() - (before == null ? 0 : before.getValue());
    }
}
