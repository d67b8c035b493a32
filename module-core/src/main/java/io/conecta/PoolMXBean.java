package io.conecta;

import java.util.Map;

/**
 * A pool as JMX clients see it (JConsole, JDK Mission Control, VisualVM): {@code io.conecta:type=Pool,name="…"}, registered with the platform's
 * MBean server while the pool is open and the option {@code jmx} is on. Figures are read when they are asked for; nothing here borrows or
 * pings. Thread-safe.
 *
 * <p>What changes a pool that is being closed throws {@link IllegalStateException}, so that a client needs no class of Conecta's.
 */
public interface PoolMXBean {
    /** {@return the pool's name} */
    String getName();

    /** {@return the name of its {@link PoolHealth.Status}} */
    String getHealth();

    /** {@return why, in one sentence, and for how long} */
    String getHealthReason();

    /** {@return whether the pool is fit for use} */
    boolean isUp();

    /** {@return whether it is suspended} */
    boolean isSuspended();

    /** {@return the current limit, in objects; 2147483647 for none} */
    int getMaxSize();

    /** {@return objects that are idle} */
    int getIdle();

    /** {@return objects that are lent} */
    int getLent();

    /** {@return creations in flight} */
    int getCreating();

    /** {@return objects that the pool itself holds: being pinged, handed off or closed} */
    int getInMaintenance();

    /** {@return borrowers that are waiting} */
    int getWaiting();

    /** {@return loans since the start} */
    long getBorrowed();

    /** {@return objects created or adopted since the start} */
    long getCreated();

    /** {@return objects closed since the start} */
    long getClosed();

    /** {@return creations that failed since the start} */
    long getCreateFailures();

    /** {@return pings that failed since the start} */
    long getPingFailures();

    /** {@return borrows that timed out since the start} */
    long getTimeouts();

    /** {@return borrows that were refused without a timeout since the start} */
    long getRejections();

    /** {@return loans reported as leaked since the start} */
    long getLeaks();

    /** {@return what is wrong, in one sentence with its evidence} */
    String getDiagnosis();

    /** {@return what to do about it; empty if there is nothing to do} */
    String getAdvice();

    /** {@return the options by name, each as a configuration writes it} */
    Map<String, String> getSettings();

    /** {@return the whole report, as a text for people} */
    String report();

    /** Replaces all objects now; see {@link Pool#clear}. */
    void clear();

    /**
     * Replaces all objects, one after the other; see {@link Pool#renew}.
     *
     * @param over how long it is to take, as a configuration writes it: {@code 10m}, {@code 90s}, {@code PT1H}
     * @throws IllegalArgumentException if it is no duration or is negative
     */
    void renew(String over);

    /** Starts a scan; see {@link Pool#scan}. */
    void scan();

    /** Stops lending; see {@link Pool#suspend()}. */
    void suspend();

    /** Lends again; see {@link Pool#resume}. */
    void resume();

    /**
     * Changes an option that is a number or a duration, until the pool is closed or reconfigured again; see {@link Pool#reconfigure}.
     *
     * @param option its name, {@code maxSize} for instance
     * @param value as a configuration writes it: {@code 20}, {@code none}, {@code 500ms}, {@code off}
     * @throws IllegalArgumentException if there is no such option, it is no number or duration, or the value is out of bounds or contradicts
     *     another option
     */
    void reconfigure(String option, String value);
}
