package io.conecta.cdi.page;

import io.conecta.cdi.EchoClientPool;
import io.conecta.cdi.EchoClientPoolProducer;
import io.conecta.config.Pools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;

@ApplicationScoped
public class ArchivePool {
    @Produces
    @ApplicationScoped
    @Archive
    @Named("archive")
    EchoClientPool pool(EchoClientPoolProducer generated) {
        return generated.create("archive");
    }

    void close(@Disposes @Archive EchoClientPool pool) {
        Pools.drain(pool);
    }
}
