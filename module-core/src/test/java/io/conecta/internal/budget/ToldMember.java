package io.conecta.internal.budget;

import io.conecta.PoolBudget;
import java.time.Duration;

/** A pool as its budget sees it, with something idle and room for more; and what the budget has told it. */
class ToldMember implements PoolBudget.Member {
    private final String name;
    int waiting;
    int rooms;
    int excesses;

    ToldMember(String name) {
        this.name = name;
    }

    /** Comes before what may fail for want of memory. */
    void strike() {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public int waiting() {
        strike();
        return waiting;
    }

    @Override
    public int mayCreate() {
        strike();
        return 10;
    }

    @Override
    public Duration longestWait() {
        strike();
        return Duration.ZERO;
    }

    @Override
    public int lent() {
        return 0;
    }

    @Override
    public boolean hasIdle() {
        strike();
        return true;
    }

    @Override
    public void room() {
        strike();
        rooms++;
    }

    @Override
    public void excess() {
        strike();
        excesses++;
    }

    @Override
    public void revoke() {}
}
