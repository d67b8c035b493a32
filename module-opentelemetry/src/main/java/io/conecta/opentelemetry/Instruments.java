package io.conecta.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;

/** The instruments that all pools of one prefix share. Thread-safe. */
final class Instruments {
    private static final String CONNECTION = "{connection}";
    /** In seconds: from what a handoff takes to the default of {@code borrowTimeout}. */
    private static final List<Double> BUCKETS =
            List.of(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0);

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    final ObservableLongMeasurement count;
    final ObservableLongMeasurement idleMax;
    final ObservableLongMeasurement idleMin;
    final ObservableLongMeasurement max;
    final ObservableLongMeasurement pendingRequests;
    final ObservableLongMeasurement timeouts;
    final DoubleHistogram createTime;
    final DoubleHistogram waitTime;
    final DoubleHistogram useTime;

    final Meter meter;
    private final String prefix;
    private final AttributeKey<String> poolName;
    private final AttributeKey<String> state;

    Instruments(Meter meter, String prefix) {
        this.meter = meter;
        this.prefix = prefix;
        poolName = AttributeKey.stringKey(prefix + ".pool.name");
        state = AttributeKey.stringKey(prefix + ".state");
        count = gauge("count", CONNECTION, "Objects that are in the state that the attribute says")
                .buildObserver();
        idleMax = gauge("idle.max", CONNECTION, "Idle objects at most").buildObserver();
        idleMin = gauge("idle.min", CONNECTION, "Idle objects at least").buildObserver();
        max = gauge("max", CONNECTION, "Objects at most").buildObserver();
        pendingRequests =
                gauge("pending_requests", "{request}", "Borrowers that wait").buildObserver();
        timeouts = meter.counterBuilder(prefix + ".timeouts")
                .setUnit("{timeout}")
                .setDescription("Borrows that timed out")
                .buildObserver();
        createTime = histogram("create_time", "Time that creations took");
        waitTime = histogram("wait_time", "Time that borrowers stood in line");
        useTime = histogram("use_time", "Time that borrowers had an object");
    }

    private LongUpDownCounterBuilder gauge(String name, String unit, String what) {
        return meter.upDownCounterBuilder(prefix + "." + name).setUnit(unit).setDescription(what);
    }

    private DoubleHistogram histogram(String name, String what) {
        return meter.histogramBuilder(prefix + "." + name)
                .setUnit("s")
                .setDescription(what)
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
    }

    /**
     * {@return the attributes of one pool}
     *
     * @throws IllegalArgumentException if the further ones have a key that is ours
     */
    Attributes attributes(String pool, Attributes further) {
        for (AttributeKey<String> ours : List.of(poolName, state, ERROR_TYPE)) {
            further.forEach((key, value) -> {
                if (key.getKey().equals(ours.getKey())) {
                    throw new IllegalArgumentException("pool \"" + pool + "\": the attribute " + key.getKey()
                            + " says something else here, was given as \"" + value + "\"; use another key");
                }
            });
        }
        return further.toBuilder().put(poolName, pool).build();
    }

    Attributes inState(Attributes pool, String which) {
        return pool.toBuilder().put(state, which).build();
    }

    static Attributes failed(Attributes pool) {
        return pool.toBuilder().put(ERROR_TYPE, "_OTHER").build();
    }

    /** Has the callback called at each collection. */
    BatchCallback call(Runnable callback) {
        return meter.batchCallback(callback, count, idleMax, idleMin, max, pendingRequests, timeouts);
    }
}
