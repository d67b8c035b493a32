package io.conecta.quarkus;

import io.conecta.config.Pools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.time.Clock;

/** What the pools need, and one pool more. */
@ApplicationScoped
class Beans {
    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @ApplicationScoped
    @Archive
    @Named("archive")
    GadgetPool archive(GadgetPoolProducer generated, Clock clock) {
        return generated.create("archive", clock, () -> "hello");
    }

    void close(@Disposes @Archive GadgetPool pool) {
        Pools.drain(pool);
    }
}
