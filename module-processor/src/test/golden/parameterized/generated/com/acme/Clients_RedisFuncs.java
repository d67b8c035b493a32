package com.acme;

import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.net.URI;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Clients.Redis} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Clients_RedisFuncs {
    private Clients_RedisFuncs() {}

    /**
     * Creates objects by {@code redis}.
     *
     * @param uri passed to {@code redis}
     * @return the function
     */
    public static NewFunc<Clients.Redis<String, byte[]>> newFunc(URI uri) {
        return () -> Clients.redis(uri);
    }

    /**
     * Tells whether an object is healthy by {@code isOpen}.
     *
     * @return the function
     */
    public static PingFunc<Clients.Redis<String, byte[]>> pingFunc() {
        return (object, failures) -> Clients.isOpen(object);
    }
}
