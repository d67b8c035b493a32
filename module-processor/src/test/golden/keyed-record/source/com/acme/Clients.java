package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Key;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import java.util.List;

/** Several parameters as the key, a primitive, and a type with arguments. */
public final class Clients {
    private Clients() {}

    /** A connection, which most things distinguish. */
    @Pooled
    public record Ftp(@Key String host, @Key int port, String password, @Key @Nullable String user) {
        @Ping
        boolean alive() {
            return true;
        }

        @Destroy
        void quit() {}
    }

    /**
     * A connection by its port.
     *
     * @param port which one
     * @return the connection
     */
    @Pooled
    static StringBuilder local(@Key int port) {
        return new StringBuilder();
    }

    /** What a box would mean. */
    static StringBuilder local(Integer port) {
        throw new IllegalStateException();
    }

    @Ping
    static boolean alive(StringBuilder local) {
        return true;
    }

    @Destroy
    static void quit(StringBuilder local) {}

    /** Whatever is shared among hosts. */
    @Pooled(poolType = "Shards", maxTotal = 7)
    static <X extends Runnable> StringBuffer shard(X weight, @Key List<? extends CharSequence> hosts, @Key byte toString) {
        return new StringBuffer();
    }

    @Ping
    static boolean alive(StringBuffer shard) {
        return true;
    }

    @Destroy
    static void quit(StringBuffer shard) {}
}
