package io.conecta.internal.flow;

import io.conecta.internal.runtime.Threads;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Borrowers that wait for each other: each holds objects, and waits for a pool whose objects are all held by these borrowers.
 *
 * @param holds who holds what, the threads of one pool together
 */
record Deadlock(List<Hold> holds) {
    private static final int MOST_THREADS = 8;

    /**
     * A loan to a borrower that waits.
     *
     * @param store whose object it is
     * @param word the loan
     * @param waiting what its borrower waits for
     */
    record Hold(Store<?> store, Slot<?> slot, long word, Waiting waiting) {
        boolean goesOn() {
            return Slot.loan(slot.word()) == Slot.loan(word) && slot.borrower() == waiting.thread;
        }
    }

    /** Whether all of these objects are still held by the same. */
    boolean isHeld() {
        return holds.stream().allMatch(Hold::goesOn);
    }

    /** {@return who holds what and waits for what, thread by thread} */
    String text() {
        Map<Waiting, Map<String, Integer>> byThread = new LinkedHashMap<>();
        holds.forEach(hold -> byThread.computeIfAbsent(hold.waiting, waiting -> new LinkedHashMap<>())
                .merge(hold.store.name, 1, Integer::sum));
        StringBuilder text = new StringBuilder();
        int left = MOST_THREADS;
        for (Map.Entry<Waiting, Map<String, Integer>> each : byThread.entrySet()) {
            if (left-- == 0) {
                return text.append("; and ")
                        .append(byThread.size() - MOST_THREADS)
                        .append(" more threads")
                        .toString();
            }
            text.append(text.length() == 0 ? "" : "; ")
                    .append('"')
                    .append(Threads.name(each.getKey().thread))
                    .append("\" holds ");
            String and = "";
            for (Map.Entry<String, Integer> held : each.getValue().entrySet()) {
                text.append(and)
                        .append(held.getValue())
                        .append(" of pool \"")
                        .append(held.getKey())
                        .append('"');
                and = " and ";
            }
            text.append(" and waits for pool \"")
                    .append(each.getKey().store.name)
                    .append('"');
        }
        return text.toString();
    }
}
