package io.conecta.fleet.internal;

import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One member's part as the one that looks over the fleet. The eldest does; and whoever is short, is in contact, and has not heard of anybody
 * doing so for long. That there is only one at a time is a matter of cost alone: what counts is the compare-and-set.
 *
 * <pre>
 * IDLE ── due ──▶ READ ──▶ MEMBERS ──▶ pass ── changed ──▶ REPLACE ── won ──▶ POST ──▶ IDLE
 *                                       └── only mail, or a beat is due ───────▲
 *                                                             └─ lost ──▶ IDLE, and again soon
 * </pre>
 *
 * Not thread-safe. Times are in nanoseconds.
 */
final class Optimiser {
    private enum Step {
        IDLE,
        READ,
        MEMBERS,
        REPLACE,
        POST
    }

    private static final long MILLI = 1_000_000;
    /** Passes are at least so far apart. */
    private static final long APART = 100 * MILLI;
    /** While permits are in quarantine, there is a pass this often. */
    private static final long WATCH = 500 * MILLI;

    private final Random random;
    private final Problems problems;
    private Step step = Step.IDLE;
    private String self = "";
    private boolean eldest;
    private boolean substitute;
    /** When the next pass is due at the latest. */
    private long due;
    /** When the last pass began, and when the last beat was left by this member. */
    private long began;

    private long beatAt;
    private long renewal;

    /** The last beat that was heard of, and when it changed, or contact was found again. */
    private long beat;

    private long heardAt;
    private long patience;
    private boolean askedOnceMore;

    /** What was read, since when it is known to be unchanged, and what was written last. */
    private Value value = new Value(0, "");

    private @Nullable Book book;
    private long seenAt;
    private String written = "";
    private String writing = "";
    private Map<String, Mail> mail = Map.of();

    private int quarantined;
    private int limit;
    /** What all members have heard of; below zero before this member has left a message. */
    private int toldQuarantined;

    private int toldLimit = -1;
    private long passes;
    private long lost;

    Optimiser(Random random, Problems problems) {
        this.random = random;
        this.problems = problems;
    }

    /** A new session: what was known of the last does not count. */
    void begin(String id, long renewalNanos, long now) {
        self = id;
        renewal = renewalNanos;
        eldest = false;
        substitute = false;
        step = Step.IDLE;
        toldLimit = -1;
        due = now;
        began = now - APART;
        beatAt = now - renewal;
        contact(now);
    }

    /** Contact was lost or found: patience begins anew. */
    void contact(long now) {
        heardAt = now;
        patience = 2 * renewal + (long) (random.nextDouble() * 2 * renewal);
        askedOnceMore = false;
    }

    /** What a renewal tells. {@return whether to renew once more, to be sure that nobody looks over the fleet} */
    boolean renewed(Renewal renewed, boolean isShort, long now) {
        eldest = renewed.eldest();
        if (renewed.beat() != beat) {
            beat = renewed.beat();
            contact(now);
            substitute &= renewed.beatBy().equals(self);
        }
        if (isPassing() || !isShort || now - heardAt < patience) {
            return false;
        }
        if (askedOnceMore) {
            substitute = true;
            due = now;
        }
        askedOnceMore = true;
        return !substitute;
    }

    boolean isPassing() {
        return eldest || substitute;
    }

    /** Somebody has joined, left or published something. */
    void woken(long now) {
        due = Math.min(due, now);
    }

    /** {@return what to ask the ledger now, null for nothing} */
    @Nullable
    Request next(long now) {
        return switch (step) {
            case IDLE -> {
                if (!isPassing() || now < dueAt()) {
                    yield null;
                }
                step = Step.READ;
                began = now;
                due = now + renewal;
                yield new Request.Read();
            }
            case READ -> new Request.Read();
            case MEMBERS -> new Request.Members();
            case REPLACE -> new Request.Replace(value.version(), writing);
            case POST -> new Request.Post(texts(), beat + 1);
        };
    }

    /** {@return when there is something to do, if nothing happens before} */
    long dueAt() {
        if (!isPassing()) {
            return Long.MAX_VALUE;
        }
        long watch = quarantined > 0 ? began + WATCH : Long.MAX_VALUE;
        return Math.max(began + APART, Math.min(Math.min(due, watch), beatAt + renewal));
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        mail.forEach((id, each) -> texts.put(id, each.text()));
        return texts;
    }

    boolean isReading() {
        return step == Step.READ;
    }

    /** @param now when the answer was received: not before, since it counts for how long this was seen */
    void read(Value found, long now) {
        boolean same = found.version() == value.version() || found.text().equals(written);
        if (!same || found.text().isEmpty()) {
            seenAt = now;
        }
        value = found;
        written = found.text();
        try {
            book = found.text().isEmpty() ? Book.blank(newWord()) : Book.parse(found.text());
            step = book.isReadOnly() ? Step.IDLE : Step.MEMBERS;
        } catch (MalformedException bad) {
            problems.malformed("the ledger", bad);
            step = Step.IDLE;
        }
        if (step == Step.IDLE) { // Nothing that this member can do: it looks again after a while.
            quarantined = 0;
            beatAt = now;
        }
    }

    private String newWord() {
        return Long.toString(random.nextLong() >>> 14, 36);
    }

    /** Who is alive, asked after the ledger was read: the other way round, a newcomer could look as if it had vanished. */
    void members(Map<String, String> members, long now) {
        Book current = book;
        if (current == null) {
            step = Step.IDLE;
            return;
        }
        Map<String, @Nullable Publication> says = new LinkedHashMap<>();
        members.forEach((id, text) -> says.put(id, publication(id, text)));
        long elapsed = (now - seenAt) / MILLI;
        Pass.Result result = Pass.over(
                current,
                says,
                elapsed - elapsed / 100, // Clocks differ by less than this.
                toldLimit >= 0 && (toldLimit != current.limit() || toldQuarantined != current.quarantined()));
        passes++;
        mail = result.mail();
        quarantined = current.quarantined();
        limit = current.limit();
        if (result.changed()) {
            writing = current.text();
            step = Step.REPLACE;
        } else {
            toPost(now);
        }
    }

    private void toPost(long now) {
        step = mail.isEmpty() && now - beatAt < renewal ? Step.IDLE : Step.POST;
    }

    private @Nullable Publication publication(String id, String text) {
        if (text.isEmpty()) {
            return null; // It joins at this moment, and has not said anything yet.
        }
        try {
            Words.id(id);
            return Publication.parse(text);
        } catch (MalformedException bad) {
            problems.malformed("what member " + (Words.isId(id) ? id : "?") + " publishes", bad);
            return null;
        }
    }

    /** @param now when the answer was received */
    void replaced(boolean won, long now) {
        if (won) {
            written = writing;
            seenAt = now;
            toPost(now);
        } else {
            lost++;
            step = Step.IDLE;
            mail = Map.of(); // It has come to nothing: not even this member is to hear of it.
            due = Math.min(due, now + (long) (random.nextDouble() * APART));
        }
    }

    /** {@return what this member is to hear of its own pass, null for nothing} */
    @Nullable
    Mail own() {
        return step == Step.REPLACE ? null : mail.get(self);
    }

    void posted(long now) {
        beat++;
        beatAt = now;
        mail = Map.of();
        toldLimit = limit;
        toldQuarantined = quarantined;
        step = Step.IDLE;
    }

    /** What was under way has come to nothing. */
    void failed(long now) {
        step = Step.IDLE;
        mail = Map.of();
        due = Math.min(due, now + APART);
        contact(now);
    }

    long passes() {
        return passes;
    }

    /** {@return how often somebody else had replaced the value first} */
    long lost() {
        return lost;
    }
}
