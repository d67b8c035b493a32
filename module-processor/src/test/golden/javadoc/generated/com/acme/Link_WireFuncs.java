package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link Link.Wire} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Link_WireFuncs {
    private Link_WireFuncs() {}

    /**
     * Creates objects by {@code open}.
     *
     * @param <X> what is told
     * @param host the host, as in {@code example.org}; a name or an address, see there
     * @param port passed to {@code open}
     * @param listener hears &#64;everything &amp; more
     * @param timeout in &lt;s&gt; &amp; "ms"
     * @return the function
     */
    public static <X extends Runnable> NewFunc<Link.Wire> newFunc(
            String host,
            int port,
            Supplier<X> listener,
            long timeout) {
        return () -> Link.Wire.open(host, port, listener, timeout);
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    public static PingFunc<Link.Wire> pingFunc() {
        return (object, failures) -> object.alive();
    }

    /**
     * Closes an object by {@code end}.
     *
     * @return the function
     */
    public static CloseFunc<Link.Wire> closeFunc() {
        return object -> object.end();
    }
}
