package io.conecta.internal;

import io.conecta.KeyedPoolReport;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How several keys are together. */
final class KeyedHealth {
    private static final int MOST_FAILURES = 10;
    private static final int MOST_NAMES = 3;

    private KeyedHealth() {}

    /** {@return how a key is that has no pool} */
    static PoolHealth unused(boolean closed) {
        return new PoolHealth(
                closed ? Status.CLOSED : Status.UP,
                closed ? "the pool is closed" : "the key is not in use",
                Duration.ZERO,
                List.of());
    }

    /** {@return up if any key is, or if there is none; else as one of them} */
    static <K, T> PoolHealth of(List<Keyed<K, T>> all) {
        // A closed one is about to be forgotten, or cannot be found any more, since its key has changed.
        List<Keyed<K, T>> keys =
                all.stream().filter(each -> !each.pool().isClosed()).toList();
        List<String> names = new ArrayList<>();
        List<PoolFailure> failures = new ArrayList<>();
        Duration since = Duration.ZERO;
        PoolHealth bad = null;
        for (Keyed<K, T> each : keys) {
            PoolHealth health = each.pool().health();
            failures.addAll(health.failures());
            if (!health.isUp()) {
                names.add(each.pool().name());
                since = bad == null || health.since().compareTo(since) > 0 ? health.since() : since;
                bad = health;
            }
        }
        failures.sort(Comparator.comparing(PoolFailure::age));
        String of = keys.size() == 1 ? "1 key" : keys.size() + " keys";
        return new PoolHealth(
                bad == null || names.size() < keys.size() ? Status.UP : bad.status(),
                names.isEmpty() ? of + ", all up" : names.size() + " of " + of + " not up: " + some(names),
                since,
                failures.subList(0, Math.min(MOST_FAILURES, failures.size())));
    }

    private static String some(List<String> names) {
        return names.stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", …" : "");
    }

    /** {@return reports of the keys for which borrowers wait, or that are not up; longest line first} */
    static <K, T> List<PoolReport> troubled(List<Keyed<K, T>> keys) {
        return keys.stream()
                .map(Keyed::pool)
                .filter(pool -> pool.stats().waiting() > 0 || !pool.health().isUp())
                .sorted(Comparator.comparing((Engine<T> pool) -> pool.stats().waiting())
                        .reversed())
                .limit(KeyedPoolReport.MOST)
                .map(Engine::report)
                .toList();
    }
}
