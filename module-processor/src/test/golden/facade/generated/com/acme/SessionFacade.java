package com.acme;

import io.conecta.config.ForwardingPool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A {@link Mailer} for any number of threads: each call borrows a {@link Session}, calls it and returns it. */
@Generated("io.conecta.processor.PoolProcessor")
@SuppressWarnings("overloads")
class SessionFacade implements Mailer<String> {
    private final ForwardingPool<Session> pool;

    SessionFacade(ForwardingPool<Session> pool) {
        this.pool = pool;
    }

    @Override
    public @Nullable String last(@Nullable String before, long timeout) {
        Session lent = this.pool.getOrCreateUnchecked();
        try {
            Mailer<String> object = lent;
            String result = object.last(before, timeout);
            this.pool.put(lent);
            return result;
        } catch (Throwable thrown) {
            this.pool.put(lent, thrown);
            throw thrown;
        }
    }

    @Override
    public void send(String mail, String... more) throws IOException, InterruptedException {
        Session lent = this.pool.getOrCreate();
        try {
            Mailer<String> object = lent;
            object.send(mail, more);
            this.pool.put(lent);
        } catch (Throwable thrown) {
            this.pool.put(lent, thrown);
            throw thrown;
        }
    }

    @Override
    public void send(String mail) {
        Session lent = this.pool.getOrCreateUnchecked();
        try {
            Mailer<String> object = lent;
            object.send(mail);
            this.pool.put(lent);
        } catch (Throwable thrown) {
            this.pool.put(lent, thrown);
            throw thrown;
        }
    }

    @Override
    public <K extends Comparable<? super K> & Runnable, X extends Exception> Map<K, String> sort(
            List<? extends K> keys) throws X {
        Session lent = this.pool.getOrCreateUnchecked();
        try {
            Mailer<String> object = lent;
            Map<K, String> result = object.<K, X>sort(keys);
            this.pool.put(lent);
            return result;
        } catch (Throwable thrown) {
            this.pool.put(lent, thrown);
            throw thrown;
        }
    }

    @Override
    public boolean isEmpty(String lease) {
        Session lent = this.pool.getOrCreateUnchecked();
        try {
            Mailer<String> object = lent;
            boolean result = object.isEmpty(lease);
            this.pool.put(lent);
            return result;
        } catch (Throwable thrown) {
            this.pool.put(lent, thrown);
            throw thrown;
        }
    }

    @Override
    public void quit() {
        // The pool closes its objects itself.
    }

    @Override
    public int count() {
        Session lent = this.pool.getOrCreateUnchecked();
        try {
            Mailer<String> object = lent;
            int result = object.count();
            this.pool.put(lent);
            return result;
        } catch (Throwable thrown) {
            this.pool.put(lent, thrown);
            throw thrown;
        }
    }

    @Override
    public void close() {
        // The pool closes its objects itself.
    }

    @Override
    public String toString() {
        return "Mailer of pool \"" + this.pool.name() + "\"";
    }
}
