package io.conecta.internal.runtime;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs user code as the application that wrote it expects: with that application's class loader as the thread's context class loader. */
public final class ContextLoader {
    private ContextLoader() {}

    /** User code behind code of the pool's own, which would hide its class loader. */
    public interface Wrapper {
        /** {@return the user code} */
        Object code();
    }

    /** Calls {@code body} for {@code code}, whose class loader it gets. */
    public static <R extends @Nullable Object> R call(Object code, Callable<R> body) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader loader = of(code);
        if (loader == before) {
            return body.call();
        }
        thread.setContextClassLoader(loader);
        try {
            return body.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** As {@link #call}, for who does not mind two calls: user code may run until {@link #leave}. {@return what to leave with} */
    static @Nullable ClassLoader enter(Object code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader loader = of(code);
        if (loader != before) {
            thread.setContextClassLoader(loader);
        }
        return before;
    }

    /** Gives the thread back what it had. */
    static void leave(@Nullable ClassLoader before) {
        Thread thread = Thread.currentThread();
        if (thread.getContextClassLoader() != before) {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader of(Object code) {
        Object user = code instanceof Wrapper wrapper ? wrapper.code() : code;
        ClassLoader loader = user.getClass().getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader; // A class of the JDK has none.
    }
}
