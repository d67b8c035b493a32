package io.conecta.stress;

import java.util.concurrent.atomic.AtomicLong;

/** Counts broken promises, and prints the first of them. Thread-safe. */
final class Violations {
    private static final int MOST_PRINTED = 40;

    private final AtomicLong count = new AtomicLong();
    private volatile String scene = "";

    /** What is going on, to be printed with a violation. */
    void scene(String value) {
        scene = value;
    }

    void add(String what) {
        add(what, null);
    }

    void add(String what, @org.jspecify.annotations.Nullable Throwable cause) {
        if (count.incrementAndGet() <= MOST_PRINTED) {
            System.out.println("VIOLATION: " + what + " [" + scene + "]");
            if (cause != null) {
                cause.printStackTrace(System.out);
            }
        }
    }

    long count() {
        return count.get();
    }
}
