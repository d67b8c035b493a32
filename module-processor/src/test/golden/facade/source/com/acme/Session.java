package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import java.util.List;
import java.util.Map;

/** A session that is also a mailer, as which most use it. */
@Pooled(facade = Mailer.class)
public class Session implements Mailer<String> {
    public Session(String host) {}

    @Override
    public void send(String mail, String... more) {}

    @Override
    public void send(String mail) {}

    @Override
    public <K extends Comparable<? super K> & Runnable, X extends Exception> Map<K, String> sort(List<? extends K> keys) {
        return Map.of();
    }

    @Override
    public String last(String before, long timeout) {
        return before;
    }

    @Override
    public int count() {
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public void close() {}

    @Ping
    boolean alive() {
        return true;
    }

    @Destroy
    @Override
    public void quit() {}
}
