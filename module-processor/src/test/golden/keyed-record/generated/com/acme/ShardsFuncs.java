package com.acme;

import io.conecta.CloseFunc;
import io.conecta.NewKeyedFunc;
import io.conecta.PingFunc;
import javax.annotation.processing.Generated;

/** The functions that a pool of {@link StringBuffer} calls, as annotated there. */
@Generated("io.conecta.processor.PoolProcessor")
final class ShardsFuncs {
    private ShardsFuncs() {}

    /**
     * Creates objects by {@code shard}.
     *
     * @param <X> a type of {@code shard}
     * @param weight passed to {@code shard}
     * @return the function
     */
    static <X extends Runnable> NewKeyedFunc<ShardsKey, StringBuffer> newFunc(X weight) {
        return key -> Clients.shard(weight, key.hosts(), key.toString_());
    }

    /**
     * Tells whether an object is healthy by {@code alive}.
     *
     * @return the function
     */
    static PingFunc<StringBuffer> pingFunc() {
        return (object, failures) -> Clients.alive(object);
    }

    /**
     * Closes an object by {@code quit}.
     *
     * @return the function
     */
    static CloseFunc<StringBuffer> closeFunc() {
        return object -> Clients.quit(object);
    }
}
