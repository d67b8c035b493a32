package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Key;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Prepare;
import io.conecta.annotation.Reset;
import io.conecta.annotation.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A session with a host, which is the key, as a mailer. */
@Pooled(maxSize = 4, maxTotal = 100, keyIdleTimeout = "5m", facade = Mailer.class)
public final class Session implements Mailer {
    /**
     * Connects.
     *
     * @param token who asks
     * @param host where to
     * @param timeout how long it may take
     * @param trace hears of it
     */
    @New
    public Session(
            Supplier<String> token,
            @Key String host,
            @Setting(defaultValue = "5s") Duration timeout,
            @Nullable Runnable trace)
            throws IOException {}

    @Override
    public String send(String mail, long key) throws IOException {
        return mail;
    }

    @Ping
    boolean alive(int failures) {
        return true;
    }

    @Prepare
    void wake() {}

    @Reset
    void clean() {}

    @Destroy
    void quit() {}
}
