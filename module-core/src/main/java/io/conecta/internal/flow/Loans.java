package io.conecta.internal.flow;

import io.conecta.Loan;
import io.conecta.internal.runtime.BorrowTrace;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is out, and with whom.
 *
 * @param <T> what is pooled
 */
public final class Loans<T> {
    private final Store<T> store;
    private final Housekeeper<T> housekeeper;
    private final Closer<T> closer;
    private final Rescue<T> rescue;

    public Loans(Store<T> store, Housekeeper<T> housekeeper, Closer<T> closer, Rescue<T> rescue) {
        this.store = store;
        this.housekeeper = housekeeper;
        this.closer = closer;
        this.rescue = rescue;
    }

    /** {@return the loans that run, those whose object is being reset included; longest-held first} */
    public List<Loan> now() {
        return list(false);
    }

    /** Takes the time of what is out. */
    void look() {
        housekeeper.look();
    }

    /** {@return what the pool has not got rid of: loans, and objects without a borrower that are pinged, or closed without end} */
    public List<Loan> left() {
        List<Loan> left = list(true);
        closer.stuck().forEach(object -> left.add(new Loan(object, null, Duration.ZERO, null)));
        return left;
    }

    private List<Loan> list(boolean held) {
        rescue.look();
        housekeeper.look();
        List<Loan> loans = new ArrayList<>();
        store.slots.forEach(slot -> {
            long word = slot.word();
            T object = slot.object();
            boolean lent = Slot.isOut(word) && !slot.isAbandoned(word);
            boolean inHand = !lent && Slot.phase(word) != Slot.IDLE;
            if (object == null || !(lent || (held && inHand))) {
                return;
            }
            Loan loan = of(slot, word, object, housekeeper.ageOf(slot, word));
            if (Slot.tenure(slot.word()) == Slot.tenure(word)) {
                loans.add(loan);
            }
        });
        loans.sort(Comparator.comparing(Loan::age).reversed());
        return loans;
    }

    /** {@return what is known of a loan} To be confirmed: the slot may have moved on meanwhile. */
    static Loan of(Slot<?> slot, long word, Object object, long nanos) {
        boolean out = Slot.isOut(word);
        BorrowTrace trace = out ? slot.trace : null;
        return new Loan(
                object,
                out ? borrower(slot) : null,
                Duration.ofNanos(nanos),
                trace != null && trace.loan() == Slot.tenure(word) ? trace : null);
    }

    private static @Nullable String borrower(Slot<?> slot) {
        Thread thread = slot.borrower();
        return thread == null ? "a thread that has ended" : Threads.name(thread);
    }
}
