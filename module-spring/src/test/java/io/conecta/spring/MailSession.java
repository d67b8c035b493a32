package io.conecta.spring;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Key;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import java.util.concurrent.atomic.AtomicInteger;

/** Pooled by key: no bean by itself. */
@Pooled(name = "mail")
public final class MailSession {
    static final AtomicInteger OPEN = new AtomicInteger();

    private final String host;

    /** Opens one. */
    public MailSession(@Key String host) {
        this.host = host;
        OPEN.incrementAndGet();
    }

    @Ping
    boolean isAlive() {
        return true;
    }

    @Destroy
    void close() {
        OPEN.decrementAndGet();
    }

    @Override
    public String toString() {
        return "mail of " + host;
    }
}
