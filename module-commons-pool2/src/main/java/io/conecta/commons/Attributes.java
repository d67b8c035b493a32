package io.conecta.commons;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.commons.pool2.impl.BaseObjectPoolConfig;

/**
 * The attributes that both MXBeans of commons-pool2 have. Its methods are named as theirs, which extend it.
 */
abstract class Attributes {
    private final BaseObjectPoolConfig<?> config;
    private final Tally tally;
    private final String created;

    Attributes(BaseObjectPoolConfig<?> config, Tally tally) {
        this.config = config;
        this.tally = tally;
        StringWriter trace = new StringWriter();
        new Exception().printStackTrace(new PrintWriter(trace));
        created = trace.toString();
    }

    public boolean getBlockWhenExhausted() {
        return config.getBlockWhenExhausted();
    }

    public long getBorrowedCount() {
        return tally.borrowed.sum();
    }

    public long getCreatedCount() {
        return tally.created.sum();
    }

    public String getCreationStackTrace() {
        return created;
    }

    public long getDestroyedByBorrowValidationCount() {
        return tally.destroyedByBorrowValidation.sum();
    }

    public long getDestroyedByEvictorCount() {
        return tally.destroyedByEvictor.sum();
    }

    public long getDestroyedCount() {
        return tally.destroyed.sum();
    }

    public boolean getFairness() {
        return true;
    }

    public boolean getLifo() {
        return config.getLifo();
    }

    public long getMaxBorrowWaitTimeMillis() {
        return tally.longestWaitMillis();
    }

    public long getMaxWaitMillis() {
        return config.getMaxWaitDuration().toMillis();
    }

    public long getMeanActiveTimeMillis() {
        return tally.meanActiveMillis();
    }

    public long getMeanBorrowWaitTimeMillis() {
        return tally.meanWaitMillis();
    }

    public long getMeanIdleTimeMillis() {
        return tally.meanIdleMillis();
    }

    public long getMinEvictableIdleTimeMillis() {
        return config.getMinEvictableIdleDuration().toMillis();
    }

    public int getNumTestsPerEvictionRun() {
        return config.getNumTestsPerEvictionRun();
    }

    public long getReturnedCount() {
        return tally.returned.sum();
    }

    public boolean getTestOnBorrow() {
        return config.getTestOnBorrow();
    }

    public boolean getTestOnCreate() {
        return config.getTestOnCreate();
    }

    public boolean getTestOnReturn() {
        return config.getTestOnReturn();
    }

    public boolean getTestWhileIdle() {
        return config.getTestWhileIdle();
    }

    public long getTimeBetweenEvictionRunsMillis() {
        return config.getDurationBetweenEvictionRuns().toMillis();
    }
}
