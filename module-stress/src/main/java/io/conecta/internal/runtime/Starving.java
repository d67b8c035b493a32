package io.conecta.internal.runtime;

import java.util.function.BooleanSupplier;

/** Backgrounds that cannot start a thread for a while. */
public final class Starving {
    private Starving() {}

    /** {@return a background in real time, which gets no thread while it is starved} */
    public static Background background(BooleanSupplier starved) {
        return new Background(Clock.SYSTEM, true, (name, task) -> {
            if (starved.getAsBoolean()) {
                throw new OutOfMemoryError("unable to create native thread: the stress withholds it");
            }
            return Threads.daemon(name, task);
        });
    }
}
