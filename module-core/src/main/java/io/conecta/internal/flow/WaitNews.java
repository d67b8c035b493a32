package io.conecta.internal.flow;

import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Instruments;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import org.jspecify.annotations.Nullable;

/** What is told of one borrower's wait in line: to the valve, the meters and the flight recorder. For that borrower's thread. */
final class WaitNews {
    private final Store<?> store;
    private final Line<?> line;
    private final Instruments instruments;
    private final Deadline deadline;
    private boolean valved;
    private @Nullable Object recording;

    WaitNews(Store<?> store, Line<?> line, Instruments instruments, Deadline deadline) {
        this.store = store;
        this.line = line;
        this.instruments = instruments;
        this.deadline = deadline;
    }

    /** It stands in line. */
    void begin(boolean first) {
        if (line.valve.isInUse()) {
            valved = true;
            line.valve.begins();
        }
        recording = instruments.waits();
        if (recording != null && first && store.capacity.isExhausted()) {
            instruments.exhausted(store.capacity.taken(), store.limits().maxSize());
        }
    }

    /** It has left the line. Throws nothing: what the borrower has got must not be lost for want of memory or stack. */
    void end(boolean served) {
        try {
            if (valved) {
                if (served) {
                    line.valve.served(deadline.elapsed());
                }
                line.valve.calmIf(() -> line.waiters.size() == 0);
            }
            instruments.waited(recording, deadline, served);
        } catch (VirtualMachineError noMemory) {
            // One figure less.
        }
    }
}
