package io.conecta.fleet.internal;

import io.conecta.fleet.internal.Book.Grant;
import io.conecta.fleet.internal.Book.Quarantine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look over the whole fleet: what the ledger is to hold from now on, and what each member is to hear. A function of the ledger, of what the
 * members publish, and of the time since this ledger was seen; without state, so any member can do it.
 *
 * <p>Permits are given out by the max-min rule: everybody gets what it wants up to one level for all, but never less than its floor. Nothing
 * is taken: whoever has too much is asked, if somebody is short.
 */
public final class Pass {
    /**
     * What comes of it.
     *
     * @param changed whether the book is to be written
     * @param mail what each member is to hear that has not heard it yet
     */
    public record Result(boolean changed, Map<String, Mail> mail) {}

    /** A member of the fleet, with what it is to have. */
    private static final class Part {
        final String id;
        final @Nullable Publication says;
        int grant;
        int floor;
        int want;
        int target;
        int ask;

        Part(String id, @Nullable Publication says) {
            this.id = id;
            this.says = says;
        }

        int lacks() {
            return Math.max(0, target - grant);
        }

        /** {@return for how long it has waited for a turn; zero if it is not due yet} */
        long waited() {
            return says != null && says.isDue() ? says.waitedMillis() : 0;
        }

        /** Whether others have to come down however little they have too much. */
        boolean isFarBelow() {
            return grant < floor || (lacks() > 1 && (long) lacks() * HYSTERESIS >= target);
        }
    }

    /** Who has this much more than its due is asked although it uses it: one part in so many. */
    private static final int HYSTERESIS = 8;

    /** Who waits for a turn longest comes first; else who has more keeps it, or permits would only move. */
    private static final Comparator<Part> REMAINDERS = Comparator.comparing((Part part) -> part.waited())
            .thenComparing((Part part) -> part.grant)
            .reversed();

    private final Book book;
    private final List<Part> parts = new ArrayList<>();
    private boolean changed;

    private Pass(Book book) {
        this.book = book;
    }

    /**
     * Looks over a fleet, and changes the book.
     *
     * @param members who was alive when asked after the book was read, with what it publishes, null if that could not be read; eldest first
     * @param elapsedMillis how long this book, as it was read, has been seen at least
     */
    public static Result over(Book book, Map<String, @Nullable Publication> members, long elapsedMillis) {
        return over(book, members, elapsedMillis, false);
    }

    /** @param news whether the book was changed by somebody else in a way that all members are to hear of */
    static Result over(Book book, Map<String, @Nullable Publication> members, long elapsedMillis, boolean news) {
        return new Pass(book).run(members, elapsedMillis, news);
    }

    private Result run(Map<String, @Nullable Publication> members, long elapsedMillis, boolean news) {
        int limitBefore = book.limit();
        int quarantinedBefore = book.quarantined();
        age(elapsedMillis);
        setLimit(members);
        Set<String> former = claims(members);
        vanished(members);
        members.forEach((id, says) -> {
            if (!former.contains(id)) {
                enter(id, says);
            }
        });
        keepPromises();
        aim();
        raise();
        ask();
        boolean all = news || book.limit() != limitBefore || book.quarantined() != quarantinedBefore;
        return new Result(changed, mail(all));
    }

    private void age(long elapsedMillis) {
        Map<String, Quarantine> all = book.quarantine();
        all.replaceAll((id, rest) -> new Quarantine(rest.permits(), Math.max(0, rest.millis() - elapsedMillis)));
        changed |= all.values().removeIf(rest -> rest.millis() == 0);
    }

    private void setLimit(Map<String, @Nullable Publication> members) {
        int least = Integer.MAX_VALUE;
        int offline = 0;
        for (Publication says : members.values()) {
            if (says != null && says.limit() > 0) {
                least = Math.min(least, says.limit());
                offline = Math.max(offline, says.offline());
            }
        }
        if (least == Integer.MAX_VALUE) {
            return; // Nobody says anything that can be read.
        }
        if (least != book.configured()) {
            book.limit(least, least);
            changed = true;
        }
        if (offline != book.offline()) {
            book.offline(offline);
            changed = true;
        }
    }

    /** Moves what former sessions held to the sessions of the same processes. {@return the former ids} */
    private Set<String> claims(Map<String, @Nullable Publication> members) {
        Set<String> former = new HashSet<>();
        members.forEach((id, says) -> {
            if (says != null && !says.leaving()) {
                for (String old : says.was()) {
                    if (!old.equals(id) && former.add(old)) {
                        move(old, id);
                    }
                }
            }
        });
        return former;
    }

    private void move(String old, String id) {
        Grant held = book.grants().remove(old);
        Quarantine rest = book.quarantine().remove(old);
        int permits = (held == null ? 0 : held.permits()) + (rest == null ? 0 : rest.permits());
        if (held != null || rest != null) {
            Grant now = book.grants().getOrDefault(id, new Grant(0, 0, 0));
            book.grants().put(id, now.changed(now.permits() + permits));
            changed = true;
        }
    }

    private void vanished(Map<String, @Nullable Publication> members) {
        List<String> gone = new ArrayList<>(book.grants().keySet());
        gone.removeAll(members.keySet());
        for (String id : gone) {
            Grant held = book.grants().remove(id);
            if (held != null && held.permits() > 0) {
                book.quarantine().put(id, new Quarantine(held.permits(), held.quarantineMillis()));
            }
            changed = true;
        }
    }

    private void enter(String id, @Nullable Publication says) {
        Grant grant = book.grant(id);
        if (grant == null) {
            if (says == null || says.leaving()) {
                return;
            }
            grant = new Grant(0, 1, 0);
            book.grants().put(id, grant);
            changed = true;
        }
        if (says != null && says.quarantineMillis() != grant.quarantineMillis()) {
            book.grants().put(id, grant.quarantined(says.quarantineMillis()));
            changed = true;
        }
        parts.add(new Part(id, says));
    }

    /** A promise is for one epoch: one for an older epoch means nothing any more. */
    private void keepPromises() {
        for (Part part : parts) {
            Grant grant = holds(part);
            Publication says = part.says;
            if (says != null
                    && says.word().equals(book.word())
                    && says.promiseEpoch() == grant.epoch()
                    && says.promise() < grant.permits()) {
                set(part, says.promise());
            }
            part.grant = holds(part).permits();
        }
    }

    private Grant holds(Part part) {
        Grant grant = book.grant(part.id);
        if (grant == null) {
            throw new IllegalStateException("no entry for a member that was entered");
        }
        return grant;
    }

    private void set(Part part, int permits) {
        book.grants().put(part.id, holds(part).changed(permits));
        part.grant = permits;
        changed = true;
    }

    private int reserve() {
        return reserve(parts.stream().map(part -> part.says).toList(), book.capacity());
    }

    /** {@return the permits for newcomers, in a fleet whose members publish this} */
    public static int reserve(Collection<@Nullable Publication> members, int capacity) {
        int floor = 0;
        int configured = -1;
        for (Publication says : members) {
            if (says != null) {
                floor = Math.max(floor, says.floor());
                configured = Math.max(configured, says.reserve());
            }
        }
        return Math.min(configured >= 0 ? configured : Math.max(floor, capacity / 100), capacity / 10);
    }

    /** What each is to have in the end. */
    private void aim() {
        long floors = 0;
        for (Part part : parts) {
            floors += part.says == null ? 0 : part.says.floor();
        }
        int most = floors <= book.capacity() ? book.capacity() : book.capacity() / parts.size();
        for (Part part : parts) {
            Publication says = part.says;
            part.floor = says == null ? 0 : Math.min(says.floor(), most);
            part.want = says == null ? part.grant : says.leaving() ? 0 : says.want();
            part.ask = part.grant;
        }
        int all = Math.max(0, book.capacity() - book.quarantined() - reserve());
        int level = level(all);
        for (Part part : parts) {
            part.target = due(part, level);
            all -= part.target;
        }
        List<Part> more = new ArrayList<>(parts);
        more.sort(REMAINDERS);
        for (Part part : more) {
            if (all > 0 && part.target < part.want) {
                part.target++;
                all--;
            }
        }
    }

    private static int due(Part part, int level) {
        return Math.max(part.floor, Math.min(part.want, level));
    }

    /** {@return the highest level at which all together get no more than there is} */
    private int level(int all) {
        int low = 0;
        int high = parts.stream().mapToInt(part -> part.want).max().orElse(0);
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            long sum = 0;
            for (Part part : parts) {
                sum += due(part, middle);
            }
            if (sum <= all) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Gives out what is free: floors first, then to those who have least. */
    private void raise() {
        int free = Math.max(0, book.free());
        List<Part> turns = new ArrayList<>(parts);
        turns.sort(Comparator.comparing(Part::waited).reversed()); // Else the eldest would have every turn.
        for (Part part : turns) {
            int first = Math.max(
                    part.floor, Math.min(1, part.want)); // A newcomer does not wait until others have come down.
            int more = Math.min(free, first - part.grant);
            if (more > 0) {
                set(part, part.grant + more);
                free -= more;
            }
        }
        int left = free - reserve();
        List<Part> lacking = new ArrayList<>(parts);
        lacking.removeIf(part -> part.lacks() == 0);
        lacking.sort(Comparator.comparing((Part part) -> part.grant));
        // From the least upwards: each gets its part of what is left, as if all of those above it wanted as much.
        for (int i = 0; i < lacking.size() && left > 0; i++) {
            Part part = lacking.get(i);
            int more = Math.min(part.lacks(), Math.max(1, left / (lacking.size() - i)));
            set(part, part.grant + more);
            left -= more;
        }
    }

    /** Asks those who have more than is theirs, if somebody is short. */
    private void ask() {
        for (Part part : parts) {
            part.ask = part.grant;
        }
        int over = Math.max(0, -book.free());
        boolean urgent = over > 0 || parts.stream().anyMatch(Part::isFarBelow);
        long need = over;
        for (Part part : parts) {
            need += part.lacks();
        }
        List<Part> most = new ArrayList<>(parts);
        most.sort(Comparator.comparing((Part part) -> part.grant - Math.max(part.want, part.floor))
                .reversed());
        for (Part part : most) {
            need -= comeDown(part, part.grant - Math.max(part.want, part.floor), need);
        }
        for (Part part : most) {
            int excess = part.ask - Math.max(part.target, part.floor);
            if (urgent || excess >= Math.max(1, part.grant / HYSTERESIS)) {
                need -= comeDown(part, excess, need);
            }
        }
    }

    private static int comeDown(Part part, int most, long need) {
        int less = (int) Math.min(need, Math.max(0, most));
        part.ask -= less;
        return less;
    }

    /** @param all whether there are news for everybody, to be shown */
    private Map<String, Mail> mail(boolean all) {
        Map<String, Mail> mail = new LinkedHashMap<>();
        int quarantined = book.quarantined();
        for (int rank = 0; rank < parts.size(); rank++) {
            Part part = parts.get(rank);
            Grant grant = holds(part);
            Publication says = part.says;
            if (all
                    || says == null
                    || !says.word().equals(book.word())
                    || says.epoch() != grant.epoch()
                    || says.ask() != part.ask) {
                mail.put(
                        part.id,
                        new Mail(
                                grant.permits(),
                                grant.epoch(),
                                part.ask,
                                book.limit(),
                                parts.size(),
                                rank,
                                quarantined,
                                Math.max(0, book.free()),
                                book.restMillis(),
                                book.word()));
            }
        }
        return mail;
    }
}
