package io.conecta.processor;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;

/** What is pooled, as its users know it. */
public interface Post<T> extends Closeable {
    /** Runs what it is given on the object. */
    <R> R on(Callable<R> work) throws Exception;

    /** The same, with one exception. */
    T send(T text, Callable<?> work) throws IOException;

    /** The same, for callers that know interrupts. */
    void patiently(Callable<?> work) throws InterruptedException;

    /** Sends several. */
    @SuppressWarnings("unchecked")
    int send(T first, T... more);

    /** What the object makes of it. */
    default String self() {
        return "the interface's";
    }

    /** Ends the object. */
    void quit();

    @Override
    void close();
}
