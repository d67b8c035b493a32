package io.conecta.kit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Where a hook stops until the test opens it. */
public final class Gate {
    /** Who stands here, and whether an interrupt lets it out. */
    private final Map<Thread, Boolean> held = new HashMap<>();

    private int arrivals;
    private boolean open;

    Gate() {}

    /** Stops here; an interrupt ends that. */
    public void pass() throws InterruptedException {
        if (!stop(true)) {
            Thread.interrupted();
            throw new InterruptedException("interrupted at the gate");
        }
    }

    /** Stops here, deaf to interrupts, as a native call would. */
    public void passDeaf() {
        stop(false);
    }

    private boolean stop(boolean interruptible) {
        Thread self = Thread.currentThread();
        synchronized (this) {
            arrivals++;
            if (open) {
                return true;
            }
            held.put(self, interruptible);
        }
        boolean wasInterrupted = false;
        while (true) {
            synchronized (this) {
                if (open) {
                    break;
                }
                if (interruptible && self.isInterrupted()) {
                    held.remove(self);
                    return false;
                }
            }
            LockSupport.park(this);
            if (!interruptible) {
                wasInterrupted |= Thread.interrupted();
            }
        }
        if (wasInterrupted) {
            self.interrupt();
        }
        return true;
    }

    /** Lets everybody go on, now and later. */
    public synchronized void open() {
        open = true;
        held.keySet().forEach(LockSupport::unpark);
        held.clear();
    }

    /** Waits until so many have come here since the beginning. */
    public Gate awaitArrivals(int count) {
        Patience.until(count + " have come to the gate, not " + arrivals(), () -> arrivals() >= count);
        return this;
    }

    /** {@return how many have come here since the beginning} */
    public synchronized int arrivals() {
        return arrivals;
    }

    /** {@return how many stand here} */
    public synchronized int held() {
        return held.size();
    }

    synchronized int workersHeld() {
        int count = 0;
        for (Map.Entry<Thread, Boolean> one : held.entrySet()) {
            Thread thread = one.getKey();
            // Who is about to be let out by an interrupt is not held any more.
            boolean leaves = one.getValue() && thread.isInterrupted();
            count += thread.getName().startsWith("conecta-worker") && !leaves ? 1 : 0;
        }
        return count;
    }
}
