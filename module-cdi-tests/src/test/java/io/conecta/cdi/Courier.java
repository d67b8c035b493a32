package io.conecta.cdi;

import io.conecta.annotation.New;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Needs beans, and text of every shape; not public, so neither is its pool. */
@Pooled(poolType = "Couriers", initialSize = 0)
@SuppressWarnings("conecta")
class Courier {
    /** May be missing. */
    @interface Nullable {}

    final Clock clock;

    @Nullable
    final Supplier<String> greeting;

    final List<String> towns;
    final Map<String, String> fees;
    final String password;

    @New
    Courier(
            Clock clock,
            @Nullable Supplier<String> greeting,
            @Setting(defaultValue = "") List<String> towns,
            @Setting(defaultValue = "") Map<String, String> fees,
            @Setting(defaultValue = "none") String password) {
        this.clock = clock;
        this.greeting = greeting;
        this.towns = towns;
        this.fees = fees;
        this.password = password;
    }
}
