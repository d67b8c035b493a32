package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Pooled types that have type arguments. */
public final class Clients {
    private Clients() {}

    public interface Redis<K, V> extends AutoCloseable {
        boolean isOpen();
        V get(K key);
        @Override void close();
    }

    @Pooled(maxSize = 8)
    public static Redis<String, byte[]> redis(@Setting(defaultValue = "redis://localhost:6379") URI uri) {
        throw new IllegalStateException();
    }

    @Ping static boolean isOpen(Redis<?, ?> redis) { return redis.isOpen(); }

    @Pooled
    static <X extends Runnable> Map.Entry<? extends Number, List<int[]>> entry(
            Function<? super String, Map<Integer, X>> source, Supplier<? extends X> one) {
        throw new IllegalStateException();
    }

    @Ping static void check(Map.Entry<? extends Number, List<int[]>> entry, int failures) throws Exception {}
    @Destroy static void end(Map.Entry<?, ?> entry) {}
}
