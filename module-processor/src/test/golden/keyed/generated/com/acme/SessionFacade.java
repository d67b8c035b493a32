package com.acme;

import io.conecta.config.ForwardingKeyedPool;
import java.io.IOException;
import java.util.Objects;
import javax.annotation.processing.Generated;

/** A {@link Mailer} for any number of threads: each call borrows a {@link Session}, calls it and returns it. */
@Generated("io.conecta.processor.PoolProcessor")
class SessionFacade implements Mailer {
    private final ForwardingKeyedPool<String, Session> pool;
    private final String key;

    SessionFacade(ForwardingKeyedPool<String, Session> pool, String key) {
        this.pool = pool;
        this.key = Objects.requireNonNull(key, "key");
    }

    @Override
    public String send(String mail, long key) throws IOException {
        Session lent = this.pool.getOrCreateUnchecked(this.key);
        try {
            Mailer object = lent;
            String result = object.send(mail, key);
            this.pool.put(this.key, lent);
            return result;
        } catch (Throwable thrown) {
            this.pool.put(this.key, lent, thrown);
            throw thrown;
        }
    }

    @Override
    public String toString() {
        return "Mailer of pool \"" + this.pool.name() + "\"";
    }
}
