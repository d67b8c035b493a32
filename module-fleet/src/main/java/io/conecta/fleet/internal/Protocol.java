package io.conecta.fleet.internal;

import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.internal.Standing.Heard;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What one member does: it says what to ask the ledger next, and is told the answer. It has no threads and no clock, and does no I/O, so that a
 * thousand of it run in one simulation.
 *
 * <pre>
 * OUT ── Join ──▶ IN ── Renew, passes, errands ──┬── SessionGone, another ledger ──▶ OUT, with a former id
 *                                                └── asked to leave, all closed ── Replace ── Leave ──▶ LEFT
 * </pre>
 *
 * <p>The lease is a matter of time alone: {@link #tick} finds out that it has ended, and any call that finds it so acts on it. No answer of the
 * ledger and no failure ends or prolongs it, but a renewal that says until when it lasts. Not thread-safe: whoever drives it has a lock. Times are
 * in nanoseconds.
 */
public final class Protocol {
    private enum State {
        OUT,
        IN,
        LEFT
    }

    private static final long MILLI = 1_000_000;

    private final Terms terms;
    private final Holdings holdings;
    private final Random random;
    private final Problems problems;
    private final Optimiser optimiser;
    private final Errands errands;
    private final Wants wants;
    private final Identity identity = new Identity();
    private final Overdraft overdraft;
    private final Pace pace;

    private Standing standing = new Standing();
    private State state = State.OUT;
    private long timeout;
    private long validUntil;
    /** Whether the lease was in force at the last look. */
    private boolean leased;

    private boolean leaving;
    /** Whether the others have been told, so that nobody takes it for a newcomer once its entry is out of the ledger. */
    private boolean farewell;

    private long contactAt;
    private boolean everInContact;
    private @Nullable Publication published;
    private @Nullable Mail lastMail;

    /** @param timeout the session timeout that the ledger is asked for */
    public Protocol(Terms terms, Holdings holdings, long timeout, Random random, Problems problems, long now) {
        this.terms = terms;
        this.holdings = holdings;
        this.timeout = timeout;
        this.random = random;
        this.problems = problems;
        this.optimiser = new Optimiser(random, problems);
        this.errands = new Errands(problems);
        this.overdraft = new Overdraft(terms);
        this.wants = new Wants(now);
        pace = new Pace(now);
        contactAt = now;
        validUntil = now;
        holdings.permits(terms.offlineShare());
    }

    /** {@return what to ask the ledger now, or for how long to do nothing} */
    public Request next(long now) {
        look(now);
        if (state == State.LEFT || (state == State.OUT && leaving)) {
            state = State.LEFT;
            return new Request.Stop();
        }
        if (now < pace.tryAt()) {
            return new Request.Pause(pace.tryAt());
        }
        if (state == State.OUT) {
            return new Request.Join(publish(now).text());
        }
        if (pace.isRenewalDue(timeout, now)) {
            return renew(now);
        }
        Request next = errands.next(standing.epoch() > 0, farewell && holdings.used() == 0);
        String former = identity.toForget();
        if (next == null && former != null) {
            next = new Request.Forget(former);
        }
        if (next == null && !(leaving && holdings.used() == 0)) {
            next = optimiser.next(now);
        }
        if (next == null && hasNews(now)) {
            next = renew(now);
        }
        return next == null ? new Request.Pause(nextLook(now)) : next;
    }

    private Request renew(long now) {
        pace.renewing();
        return new Request.Renew(publish(now).text());
    }

    private long nextLook(long now) {
        long due = pace.due(timeout, !pace.isWoken() && describe(now).isNewsAfter(published));
        return Math.max(now + 1, leaving ? due : Math.min(due, optimiser.dueAt()));
    }

    private boolean hasNews(long now) {
        return (!optimiser.isPassing() && pace.isMailDue(now))
                || (pace.isNewsDue(now) && describe(now).isNewsAfter(published));
    }

    /** {@return what to publish, once the pools have been held to it} */
    private Publication publish(long now) {
        int needed = Math.max(wants.mostForLong(), Math.max(holdings.floor(), holdings.used()));
        int unwanted = standing.grant() - needed;
        if (unwanted > 1) {
            standing.offer(standing.grant() - unwanted / 2);
        }
        look(now);
        published = describe(now);
        return published;
    }

    /** The pools have no more than they may, or are about to: what they have now is what can be promised. */
    private Publication describe(long now) {
        int taken = Math.max(0, holdings.used() - offlineShare());
        standing.promise(taken);
        return new Publication(
                wants.now(),
                taken,
                standing.promised(),
                standing.epoch(),
                standing.epoch(),
                standing.asked(),
                holdings.floor(),
                terms.limit(),
                terms.offline(),
                terms.reserve(),
                terms.quarantine() / MILLI,
                wants.waited(standing.grant(), now) / MILLI,
                leaving,
                standing.word(),
                identity.former());
    }

    /** Looks after the lease, and after what is wanted; to be called ten times a second, and when the lease ends. */
    public void tick(long now) {
        wants.sample(holdings.wanted());
        look(now);
    }

    private void look(long now) {
        boolean valid = isLeased(now);
        if (leased && !valid) {
            overdraft.begin(standing.usable(), now);
        }
        holdings.permits(permits(now));
        leased = valid;
        if (terms.strict() && !valid && holdings.used() > offlineShare()) {
            holdings.revoke();
        }
    }

    /** {@return how many objects the pools may have now} */
    public int permits(long now) {
        if (leaving) {
            return 0;
        }
        int granted = isLeased(now) ? standing.usable() : 0;
        return offlineShare() + Math.max(granted, overdraft.permits(now));
    }

    private int offlineShare() {
        Mail mail = lastMail;
        return mail != null && mail.rank() >= terms.maxMembers() ? 0 : terms.offlineShare();
    }

    public boolean isLeased(long now) {
        return state == State.IN && now - validUntil < 0;
    }

    /** Something may have changed in the ledger. */
    public void wake(long now) {
        pace.woken();
        optimiser.woken(now);
    }

    /** Gives everything back, then leaves. */
    public void leave() {
        leaving = true;
    }

    /** Sets the limit of the whole fleet. */
    public void limit(int limit) {
        errands.limit(limit);
    }

    /** It has joined. */
    public void joined(String newId, long until, long sessionTimeout, long now) {
        state = State.IN;
        identity.joined(newId);
        acknowledged(until, sessionTimeout, now);
        optimiser.begin(newId, Terms.renewal(sessionTimeout), now);
        problems.joined(newId);
    }

    private void acknowledged(long until, long sessionTimeout, long now) {
        pace.renewed(now);
        validUntil = until;
        timeout = sessionTimeout;
        contact(now);
    }

    private void contact(long now) {
        contactAt = now;
        everInContact = true;
    }

    /** A renewal was acknowledged. */
    public void renewed(Renewal renewal, long until, long sessionTimeout, long now) {
        acknowledged(until, sessionTimeout, now);
        farewell = published != null && published.leaving();
        boolean isShort = wants.now() > standing.usable();
        if (optimiser.renewed(renewal, isShort, now)) {
            pace.renewSoon(timeout, now);
        }
        String text = renewal.mail();
        if (text != null) {
            try {
                hear(Mail.parse(text));
            } catch (MalformedException bad) {
                problems.malformed("the mail of member " + id(), bad);
            }
        }
        if (standing.epoch() > 0) {
            overdraft.end();
            identity.granted();
        }
        look(now);
    }

    private void hear(Mail mail) {
        Heard heard = standing.hear(mail);
        if (heard == Heard.DOUBT) {
            errands.check();
        } else {
            lastMail = mail;
        }
    }

    public void read(Value value, long now) {
        contact(now);
        if (optimiser.isReading() && !errands.isReading()) {
            optimiser.read(value, now);
            return;
        }
        try {
            Book book = value.text().isEmpty() ? Book.blank("") : Book.parse(value.text());
            if (!errands.read(value.version(), book, id(), standing)) {
                problems.otherLedger();
                gone(now);
            }
        } catch (MalformedException bad) {
            problems.malformed("the ledger", bad);
            errands.giveUp();
        }
        look(now);
    }

    public void members(Map<String, String> members, long now) {
        contact(now);
        optimiser.members(members, now);
        hearOwn(now);
    }

    public void replaced(boolean won, long now) {
        contact(now);
        if (errands.isReplacing()) {
            errands.replaced(won);
        } else {
            optimiser.replaced(won, now);
            hearOwn(now);
        }
    }

    private void hearOwn(long now) {
        Mail own = optimiser.own();
        if (own != null) {
            hear(own);
            look(now);
        }
    }

    public void posted(long now) {
        contact(now);
        optimiser.posted(now);
    }

    public void forgotten(String formerId, long now) {
        contact(now);
        identity.forgotten(formerId);
    }

    public void left() {
        state = State.LEFT;
    }

    /** There was no answer. */
    public void failed(long now) {
        pace.retry(timeout, random, now);
        optimiser.failed(now);
        errands.failed();
        look(now);
    }

    /** This session has ended, for ever. */
    public void gone(long now) {
        if (state == State.OUT) {
            failed(now); // It cannot even join: not at once again.
        }
        if (state != State.IN) {
            return;
        }
        state = State.OUT;
        identity.gone();
        problems.gone(id());
        optimiser.failed(now);
        errands.failed();
        look(now); // What was granted to that session is nobody's until another has claimed it.
        standing = new Standing(); // Epochs are an id's own: what was promised for this one binds no other.
        pace.rejoin(random, now);
    }

    /** Whether others that join, leave or publish should wake this member. */
    public boolean watches() {
        return state == State.IN && optimiser.isPassing();
    }

    public String id() {
        return identity.id();
    }

    public long validUntil() {
        return validUntil;
    }

    /** {@return when the ledger answered last; the beginning, if never} */
    public long contactAt() {
        return contactAt;
    }

    public boolean wasEverInContact() {
        return everInContact;
    }

    public boolean isIn() {
        return state == State.IN;
    }

    public long sessionTimeout() {
        return timeout;
    }

    public Standing standing() {
        return standing;
    }

    public int want() {
        return wants.now();
    }

    public @Nullable Mail lastMail() {
        return lastMail;
    }

    public boolean isLeaving() {
        return leaving;
    }

    public long passes() {
        return optimiser.passes();
    }

    /** {@return how often another member had changed the ledger first} */
    public long conflicts() {
        return optimiser.lost();
    }
}
