package io.conecta.internal.runtime;

import io.conecta.CloseFunc;
import io.conecta.PingFunc;

/** The hooks of a pool whose user has said nothing: every object is healthy, and closed if it can be. */
public final class Unsaid implements PingFunc<Object>, CloseFunc<Object> {
    public static final Unsaid INSTANCE = new Unsaid();

    private Unsaid() {}

    @Override
    public boolean ping(Object object, int failures) {
        return true;
    }

    @Override
    public void close(Object object) throws Exception {
        if (object instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
