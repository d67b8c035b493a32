package io.conecta.kit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The threads that a pool's background has started, and whether it can start more. */
public final class Threads {
    private final List<Thread> started = new CopyOnWriteArrayList<>();
    private volatile boolean starved;

    private final Runnable timekeeper;

    /** @param timekeeper starts what waits for a thread */
    Threads(Runnable timekeeper) {
        this.timekeeper = timekeeper;
    }

    /** From here on no thread can be started, and there is none but those at a gate, which stay there. */
    public void starve() {
        starved = true;
        // Not: none waits for work. One that has just ended its own would wait for more in a moment.
        Patience.until(
                "no worker but those at a gate",
                () -> started.stream().noneMatch(thread -> thread.isAlive() && !isAtGate(thread)));
    }

    /** From here on threads can be started again. */
    public void feed() {
        if (starved) {
            starved = false;
            timekeeper.run();
        }
    }

    boolean areStarved() {
        return starved;
    }

    void allowed() {
        if (starved) {
            throw new OutOfMemoryError("made up: unable to create native thread");
        }
    }

    void started(Thread thread) {
        started.add(thread);
    }

    int alive() {
        return (int) started.stream().filter(Thread::isAlive).count();
    }

    private static boolean isAtGate(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(Gate.class.getName())) {
                return true;
            }
        }
        return false;
    }
}
