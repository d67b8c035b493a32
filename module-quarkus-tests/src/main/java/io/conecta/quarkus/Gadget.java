package io.conecta.quarkus;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Needs a bean, would like another, and text of every shape; not public, so neither is its pool. */
@Pooled(name = "gadget")
class Gadget {
    /** May be missing. */
    @interface Nullable {}

    private final String description;

    @New
    Gadget(
            Clock clock,
            @Nullable Supplier<String> greeting,
            String tag,
            @Setting(defaultValue = "") List<String> towns,
            @Setting(defaultValue = "") Map<String, String> fees) {
        description = tag + " " + clock + " " + (greeting == null) + " " + towns + " " + fees;
    }

    @Ping
    boolean alive() {
        return true;
    }

    @Destroy
    void end() {
        System.out.println("closed: " + description);
    }

    @Override
    public String toString() {
        return description;
    }
}
