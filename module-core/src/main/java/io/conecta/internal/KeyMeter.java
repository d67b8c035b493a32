package io.conecta.internal;

import io.conecta.PoolMeter;
import io.conecta.internal.runtime.Meters;
import java.time.Duration;

/** Tells a keyed pool's meter of its keys: of all but their ends, which are not that of the pool. */
final class KeyMeter implements PoolMeter {
    private final Meters meters;

    KeyMeter(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void waited(Duration time, boolean served) {
        meters.waited(time.toNanos(), served);
    }

    @Override
    public void created(Duration time, boolean succeeded) {
        meters.created(time.toNanos(), succeeded);
    }

    @Override
    public void used(Duration time) {
        meters.used(time.toNanos());
    }
}
