package io.conecta.internal.store;

/** Objects by state. One look at each slot: what moves meanwhile may be counted twice, or not at all. */
public final class Census {
    public int idle;
    public int out;
    public int held;
    /** Those of them that are not being closed: they are lent next, or come to rest. */
    public int inHand;
    /** Loans that no slot counts, or counts too many. */
    private long loans;

    private long before;

    private Census() {}

    /** {@return what is in the table now, the reserve included} */
    public static Census of(SlotTable<?> table) {
        Census census = new Census();
        census.loans = table.forEach(census::count);
        census.idle += table.reserveSize();
        return census;
    }

    private void count(Slot<?> slot) {
        long word = slot.word();
        before += Slot.loans(word);
        switch ((int) Slot.phase(word)) {
            case (int) Slot.IDLE -> idle++;
            case (int) Slot.LENT, (int) Slot.RETURNING -> {
                if (slot.isAbandoned(word)) {
                    held++; // By nobody: it is about to be settled.
                    inHand++;
                } else {
                    out++;
                }
            }
            case (int) Slot.HELD -> {
                held++;
                inHand += Slot.has(word, Slot.DOOMED) ? 0 : 1;
            }
            default -> {}
        }
    }

    /** {@return loans since the start} */
    public long borrowed() {
        return loans + before;
    }
}
