package io.conecta.internal.budget;

import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What messages say of a budget: who has how much of it, and what of it nobody can use. To be called with the lock of the {@link Ledger}. */
final class Summary {
    private static final int MOST_SHOWN = 5;

    private Summary() {}

    /** {@return what is used, kept and held up} */
    static String of(Ledger ledger) {
        List<LocalShare> users = most(ledger, share -> share.taken);
        List<LocalShare> kept = kept(ledger);
        List<LocalShare> overdue = most(ledger, LocalShare::overdue);
        int limit = ledger.shares().limit();
        return ledger.used
                + (limit == PoolSettings.UNLIMITED ? " used, without limit" : " of " + limit + " used")
                + (users.isEmpty() ? "" : " (" + list(users, each -> each.member.name() + " " + each.taken) + ")")
                + (kept.isEmpty()
                        ? ""
                        : ", " + kept.stream().mapToInt(LocalShare::kept).sum() + " kept for minShare of "
                                + list(kept, each -> each.member.name()))
                + (overdue.isEmpty()
                        ? ""
                        : ", " + overdue.stream().mapToInt(LocalShare::overdue).sum()
                                + " of them held by closeFunc or newFunc of "
                                + list(overdue, each -> each.member.name())
                                + ", which was given up (closeTimeout, createTimeout) and has not ended");
    }

    /** {@return what to do about what nobody can use, as the beginning of an advice; empty if there is nothing of the kind} */
    static String wayOut(Ledger ledger) {
        List<LocalShare> kept = kept(ledger);
        List<LocalShare> overdue = most(ledger, LocalShare::overdue);
        return (overdue.isEmpty()
                        ? ""
                        : "find out why closeFunc or newFunc of " + list(overdue, each -> each.member.name())
                                + " does not end, ")
                + (kept.isEmpty() ? "" : "lower minShare of " + list(kept, each -> each.member.name()) + ", ");
    }

    /** {@return for whom something is kept, if there is something left to keep} */
    private static List<LocalShare> kept(Ledger ledger) {
        return ledger.unused() > 0 ? most(ledger, LocalShare::kept) : List.of();
    }

    /** {@return those that have some, who has most first} */
    private static List<LocalShare> most(Ledger ledger, ToIntFunction<LocalShare> figure) {
        List<LocalShare> all = new ArrayList<>();
        for (Row.Link<LocalShare> at = ledger.members().first(); at != null; at = at.next()) {
            if (figure.applyAsInt(at.element) > 0) {
                all.add(at.element);
            }
        }
        all.sort(Comparator.comparingInt(figure).reversed());
        return all;
    }

    private static String list(List<LocalShare> shares, Function<LocalShare, String> text) {
        return shares.stream().limit(MOST_SHOWN).map(text).collect(Collectors.joining(", "))
                + (shares.size() > MOST_SHOWN ? ", …" : "");
    }
}
