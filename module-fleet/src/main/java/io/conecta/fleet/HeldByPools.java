package io.conecta.fleet;

import io.conecta.config.LeasedBudget;
import io.conecta.fleet.internal.Holdings;

/** What the pools of this JVM hold of the fleet's permits. */
record HeldByPools(LeasedBudget pools) implements Holdings {
    @Override
    public void permits(int permits) {
        pools.permits(permits);
    }

    @Override
    public void revoke() {
        pools.revoke();
    }

    @Override
    public int used() {
        return pools.used();
    }

    @Override
    public int wanted() {
        return pools.wanted();
    }

    @Override
    public int floor() {
        return pools.shares();
    }
}
