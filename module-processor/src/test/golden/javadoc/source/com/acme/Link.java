package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.util.function.Supplier;

/** What is said of parameters is said again. */
public class Link {
    /** A class with a documented factory. */
    @Pooled
    public static class Wire {
        /**
         * Opens a wire.
         *
         * @param host the host, as in {@code example.org};
         *     a <b>name</b> or an address, see {@link java.net.InetAddress#getByName(String) there}
         * @param <X> what is told
         * @param port
         * @param listener   hears {@code @everything} &amp; more <i>
         * @throws IllegalStateException always
         */
        @New
        static <X extends Runnable> Wire open(
                String host, int port, Supplier<X> listener, @Setting(description = "in <s> & \"ms\"") long timeout) {
            throw new IllegalStateException();
        }

        @Ping boolean alive() { return true; }
        @Destroy void end() {}
    }

    /**
     * A record.
     *
     * @param label what it is called
     * @param size how much there is
     */
    @Pooled
    record Spool(String label, int size) {
        @Ping boolean alive() { return true; }
        @Destroy void end() {}
    }
}
