package com.acme;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Sends mail. */
public interface Mailer<M extends CharSequence> extends Counter, Closeable {
    @Nullable
    M last(@Nullable M before, long timeout);

    @SuppressWarnings("unchecked")
    void send(M mail, M... more) throws IOException, InterruptedException;

    void send(M mail);

    <K extends Comparable<? super K> & Runnable, X extends Exception> Map<K, M> sort(List<? extends K> keys) throws X;

    default boolean isEmpty(M lease) {
        return lease.length() == 0;
    }

    void quit();

    @Override
    int count();

    @Override
    boolean equals(Object other);

    static void check() {}

}
