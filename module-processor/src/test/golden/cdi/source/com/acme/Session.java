package com.acme;

import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.util.List;
import java.util.function.Supplier;

/** A pool with beans of its own, and names that the producer has uses for. */
@Pooled(name = "the \"sessions\"")
class Session implements AutoCloseable {
    @interface Nullable {}

    interface Instance<T> {}

    static class Bean {}

    /**
     * Opens one.
     *
     * @param beans what beans there are
     */
    @New
    Session(
            Instance<? super Bean> beans,
            @Setting(name = "title") @Nullable Supplier<List<Bean[]>> name,
            Runnable mistakes,
            Bean[] objects,
            Comparable<String> java,
            int reading) {}

    @Ping boolean alive() { return true; }
    @Override public void close() {}
}
