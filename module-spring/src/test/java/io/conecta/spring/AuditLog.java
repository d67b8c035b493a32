package io.conecta.spring;

import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;

/** Needs an object that text cannot stand for. */
@Pooled(name = "audit")
public final class AuditLog implements AutoCloseable {
    /** Where the log goes. */
    public interface Sink {
        String name();
    }

    final Sink sink;

    @New
    AuditLog(Sink sink) {
        this.sink = sink;
    }

    @Ping
    boolean alive() {
        return true;
    }

    @Override
    public void close() {}
}
