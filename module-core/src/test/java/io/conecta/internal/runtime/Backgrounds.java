package io.conecta.internal.runtime;

import java.util.function.Consumer;

/** The door through which the test kit decides whether threads can be started. */
public final class Backgrounds {
    private Backgrounds() {}

    /**
     * A background whose threads are as they always are, if they can be had.
     *
     * @param allowed throws if no thread can be started now
     * @param started hears of each thread
     */
    public static Background of(Clock clock, boolean ownThread, Runnable allowed, Consumer<Thread> started) {
        return new Background(clock, ownThread, (name, task) -> {
            allowed.run();
            Thread thread = Threads.daemon(name, task);
            started.accept(thread);
            return thread;
        });
    }
}
