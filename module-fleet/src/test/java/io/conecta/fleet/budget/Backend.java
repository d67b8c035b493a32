package io.conecta.fleet.budget;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that counts what is open: from the start of a creation to the end of the close. */
final class Backend {
    /** A connection to it. */
    static final class Wire {
        final Backend backend;

        Wire(Backend backend) {
            this.backend = backend;
        }

        void close() {
            if (backend.wires.remove(this)) {
                backend.open.decrementAndGet();
            }
        }

        boolean isOpen() {
            return backend.wires.contains(this);
        }
    }

    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Wire connect() {
        int now = open.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        Wire wire = new Wire(this);
        wires.add(wire);
        return wire;
    }

    int open() {
        return open.get();
    }

    /** {@return the most that were ever open at once} */
    int most() {
        return most.get();
    }
}
