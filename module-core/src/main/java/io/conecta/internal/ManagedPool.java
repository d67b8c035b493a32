package io.conecta.internal;

import io.conecta.PoolException;
import io.conecta.PoolHealth;
import io.conecta.PoolMXBean;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import java.time.Duration;
import java.util.Map;

/**
 * A pool as JMX shows it. Knows the parts and not the {@link Engine}: the MBean server keeps nobody from finding out that a pool was dropped
 * without being closed.
 *
 * @param <T> what is pooled
 */
final class ManagedPool<T> implements PoolMXBean {
    private final Parts<T> parts;

    ManagedPool(Parts<T> parts) {
        this.parts = parts;
    }

    private PoolStats stats() {
        return parts.slow().reports.stats();
    }

    private PoolHealth health() {
        return parts.slow().health.now();
    }

    private PoolSettings settings() {
        return parts.store.limits().settings();
    }

    @Override
    public String getName() {
        return parts.store.name;
    }

    @Override
    public String getHealth() {
        return health().status().name();
    }

    @Override
    public String getHealthReason() {
        PoolHealth health = health();
        return health.reason() + "; for " + health.since().toSeconds() + " s";
    }

    @Override
    public boolean isUp() {
        return health().isUp();
    }

    @Override
    public boolean isSuspended() {
        return parts.store.isSuspended();
    }

    @Override
    public int getMaxSize() {
        return stats().maxSize();
    }

    @Override
    public int getIdle() {
        return stats().idle();
    }

    @Override
    public int getLent() {
        return stats().lent();
    }

    @Override
    public int getCreating() {
        return stats().creating();
    }

    @Override
    public int getInMaintenance() {
        return stats().inMaintenance();
    }

    @Override
    public int getWaiting() {
        return stats().waiting();
    }

    @Override
    public long getBorrowed() {
        return stats().borrowed();
    }

    @Override
    public long getCreated() {
        return stats().created();
    }

    @Override
    public long getClosed() {
        return stats().closed();
    }

    @Override
    public long getCreateFailures() {
        return stats().createFailures();
    }

    @Override
    public long getPingFailures() {
        return stats().pingFailures();
    }

    @Override
    public long getTimeouts() {
        return stats().timeouts();
    }

    @Override
    public long getRejections() {
        return stats().rejections();
    }

    @Override
    public long getLeaks() {
        return stats().leaks();
    }

    @Override
    public String getDiagnosis() {
        return parts.slow().reports.now().diagnosis().sentence();
    }

    @Override
    public String getAdvice() {
        return parts.slow().reports.now().advice();
    }

    @Override
    public Map<String, String> getSettings() {
        return settings().toMap();
    }

    @Override
    public String report() {
        return parts.slow().reports.now().toString();
    }

    @Override
    public void clear() {
        change(parts.rare().lifecycle::clear);
    }

    @Override
    public void renew(String over) {
        Duration time = over == null ? null : DurationText.parse(over.strip());
        if (time == null || time.equals(PoolSettings.FOREVER)) {
            throw new IllegalArgumentException("over must be a duration such as 10m, 90s or PT1H, was \"" + over
                    + "\"; 0s renews as fast as creations allow");
        }
        change(() -> parts.rare().lifecycle.renew(time));
    }

    @Override
    public void scan() {
        if (!parts.store.isClosed()) {
            parts.slow().housekeeper.scan();
        }
    }

    @Override
    public void suspend() {
        change(parts.rare().lifecycle::suspend);
    }

    @Override
    public void resume() {
        parts.rare().lifecycle.resume();
    }

    @Override
    public void reconfigure(String key, String value) {
        if (key == null || value == null) { // JMX clients may pass that.
            throw new IllegalArgumentException(
                    "an option and its value are needed, as in maxSize and 20; one of them was null");
        }
        Option option = Option.of(key);
        switch (option.kind()) {
            case NUMBER, LIMIT, TIME ->
                change(() -> parts.rare().lifecycle.reconfigure(settings().with(key, value)));
            default ->
                throw new IllegalArgumentException("JMX changes numbers and durations only, and " + key
                        + " is neither; change it in the configuration");
        }
    }

    /** A client may lack the classes of Conecta's exceptions. */
    private static void change(Runnable change) {
        try {
            change.run();
        } catch (PoolException refused) {
            throw new IllegalStateException(refused.getMessage());
        }
    }
}
