package io.conecta.internal;

import io.conecta.PoolMeter;
import java.time.Duration;

/** Tells a keyed pool's meter of one key: of all but its end, which is not that of the pool. */
final class KeyMeter implements PoolMeter {
    private final PoolMeter meter;

    KeyMeter(PoolMeter meter) {
        this.meter = meter;
    }

    @Override
    public void waited(Duration time, boolean served) {
        meter.waited(time, served);
    }

    @Override
    public void created(Duration time, boolean succeeded) {
        meter.created(time, succeeded);
    }

    @Override
    public void used(Duration time) {
        meter.used(time);
    }
}
