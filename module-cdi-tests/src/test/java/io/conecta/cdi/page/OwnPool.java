package io.conecta.cdi.page;

import io.conecta.cdi.EchoClientPool;
import io.conecta.config.Pools;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

@Alternative
@Priority(1)
@ApplicationScoped
public class OwnPool {
    @Produces
    @ApplicationScoped
    EchoClientPool pool(Registry registry) {
        return EchoClientPool.create(registry.host(), registry.port());
    }

    void close(@Disposes EchoClientPool pool) {
        Pools.drain(pool);
    }
}
