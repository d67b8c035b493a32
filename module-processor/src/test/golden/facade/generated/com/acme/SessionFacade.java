package com.acme;

import io.conecta.Lease;
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
        Lease<Session> lease = this.pool.leaseUnchecked();
        try {
            Mailer<String> object = lease.get();
            String result = object.last(before, timeout);
            lease.close();
            return result;
        } catch (Throwable thrown) {
            lease.close(thrown);
            throw thrown;
        }
    }

    @Override
    public void send(String mail, String... more) throws IOException, InterruptedException {
        Lease<Session> lease = this.pool.lease();
        try {
            Mailer<String> object = lease.get();
            object.send(mail, more);
            lease.close();
        } catch (Throwable thrown) {
            lease.close(thrown);
            throw thrown;
        }
    }

    @Override
    public void send(String mail) {
        Lease<Session> lease = this.pool.leaseUnchecked();
        try {
            Mailer<String> object = lease.get();
            object.send(mail);
            lease.close();
        } catch (Throwable thrown) {
            lease.close(thrown);
            throw thrown;
        }
    }

    @Override
    public <K extends Comparable<? super K> & Runnable, X extends Exception> Map<K, String> sort(
            List<? extends K> keys) throws X {
        Lease<Session> lease = this.pool.leaseUnchecked();
        try {
            Mailer<String> object = lease.get();
            Map<K, String> result = object.<K, X>sort(keys);
            lease.close();
            return result;
        } catch (Throwable thrown) {
            lease.close(thrown);
            throw thrown;
        }
    }

    @Override
    public boolean isEmpty(String lease_) {
        Lease<Session> lease = this.pool.leaseUnchecked();
        try {
            Mailer<String> object = lease.get();
            boolean result = object.isEmpty(lease_);
            lease.close();
            return result;
        } catch (Throwable thrown) {
            lease.close(thrown);
            throw thrown;
        }
    }

    @Override
    public void quit() {
        // The pool closes its objects itself.
    }

    @Override
    public int count() {
        Lease<Session> lease = this.pool.leaseUnchecked();
        try {
            Mailer<String> object = lease.get();
            int result = object.count();
            lease.close();
            return result;
        } catch (Throwable thrown) {
            lease.close(thrown);
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
