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

    /** From here on no thread can be started, and those that waited for work are gone. Those at a gate stay there. */
    public void starve() {
        starved = true;
        Patience.until(
                "no worker waits for work",
                () -> started.stream().noneMatch(thread -> thread.isAlive() && isIdle(thread)));
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

    private static boolean isIdle(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("getTask")) {
                return true;
            }
        }
        return false;
    }
}
