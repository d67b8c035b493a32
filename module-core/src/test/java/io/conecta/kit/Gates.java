package io.conecta.kit;

import java.util.ArrayList;
import java.util.List;

/** All gates of a test, and how many of the pool's workers they hold. */
final class Gates {
    private final List<Gate> gates = new ArrayList<>();

    synchronized Gate add() {
        Gate gate = new Gate();
        gates.add(gate);
        return gate;
    }

    synchronized int workersHeld() {
        return gates.stream().mapToInt(Gate::workersHeld).sum();
    }

    synchronized void openAll() {
        gates.forEach(Gate::open);
    }
}
