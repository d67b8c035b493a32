package io.conecta.fleet.zookeeper;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Since when the nodes of members have been seen unchanged. A session may live on when the thread of its member does not. Used by one thread. */
final class Silence {
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(long version, long since) {}

    /** Begins again: while there is no contact, all are silent. */
    void forget() {
        seen.clear();
    }

    /** {@return for how many nanoseconds the node has been as it is} */
    long of(String node, long version) {
        long now = System.nanoTime();
        Seen before = seen.get(node);
        if (before == null || before.version != version) {
            seen.put(node, new Seen(version, now));
            return 0;
        }
        return now - before.since;
    }

    void keep(Set<String> nodes) {
        seen.keySet().retainAll(nodes);
    }
}
