package io.conecta.fleet;

import io.conecta.PoolHealth;
import io.conecta.PoolHealth.Status;
import io.conecta.fleet.internal.MalformedException;
import io.conecta.fleet.internal.Problems;
import io.conecta.fleet.internal.Protocol;
import io.conecta.fleet.internal.Terms;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people how a membership is: each change once. Guarded by the lock of the {@link Membership}. */
final class Announcer implements Problems {
    private static final System.Logger LOG = System.getLogger("io.conecta");
    private static final long MALFORMED_APART = Duration.ofMinutes(1).toNanos();

    /** What was heard of the whole fleet is told for so long. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private enum Contact {
        NONE_YET,
        FOUND,
        LOST
    }

    private final String name;
    private final Terms terms;
    private Contact contact = Contact.NONE_YET;
    private boolean leased;
    private @Nullable String lastFailure;
    private long failedAt;
    private int limit;
    private int quarantined;
    private Status status = Status.RECOVERING;
    private long since = System.nanoTime();
    /** What could not be understood last, and when. */
    private volatile String malformed = "";

    private volatile long malformedSeenAt;
    private long malformedAt = System.nanoTime() - MALFORMED_APART;

    Announcer(String name, Terms terms) {
        this.name = name;
        this.terms = terms;
    }

    private void log(Level level, String text) {
        try {
            LOG.log(level, "fleet \"" + name + "\": " + text);
        } catch (RuntimeException | LinkageError | StackOverflowError ignored) {
            // A log that fails is no reason to lose the lease.
        }
    }

    /** The ledger has not answered. */
    void failed(Throwable failure) {
        String text = failure.toString();
        if (contact == Contact.FOUND) {
            log(
                    Level.WARNING,
                    "the ledger does not answer: " + text
                            + "; nothing changes until the lease ends; see that the ledger can be reached");
            contact = Contact.LOST;
        } else if (contact == Contact.NONE_YET && lastFailure == null) {
            log(
                    Level.WARNING,
                    "cannot be joined yet: " + text
                            + "; pools have no permits until it can; see that the ledger can be reached");
        }
        lastFailure = text;
        failedAt = System.nanoTime();
    }

    /** Looks what has changed. */
    void look(Protocol protocol, long now) {
        boolean answered = lastFailure == null || protocol.contactAt() - failedAt > 0;
        if (contact != Contact.FOUND && answered && protocol.isIn() && protocol.isLeased(now)) {
            if (contact == Contact.LOST) {
                log(Level.INFO, "the ledger answers again");
            }
            contact = Contact.FOUND;
            lastFailure = null;
        }
        boolean nowLeased = protocol.isLeased(now);
        if (leased && !nowLeased && !protocol.isLeaving()) {
            log(
                    Level.WARNING,
                    terms.strict()
                            ? "the lease has ended without contact: its objects are closed, lent ones too, since others may have their"
                                    + " permits soon; it comes back by itself with the ledger"
                            : "the lease has ended without contact: its objects are kept, and may exceed the limit; it comes back by itself with the ledger");
        }
        leased = nowLeased;
        var mail = protocol.lastMail();
        if (mail != null && mail.limit() != limit) {
            if (limit != 0) {
                log(Level.INFO, "the limit is " + mail.limit() + " now, was " + limit);
            }
            limit = mail.limit();
        }
        if (mail != null && (mail.quarantined() == 0) != (quarantined == 0)) {
            log(
                    Level.INFO,
                    mail.quarantined() > 0
                            ? mail.quarantined() + " permits of members that have vanished are in quarantine"
                            : "the quarantine is over");
        }
        quarantined = mail == null ? 0 : mail.quarantined();
    }

    @Override
    public void malformed(String where, MalformedException problem) {
        long now = System.nanoTime();
        malformed = where + " cannot be understood: " + problem.getMessage();
        malformedSeenAt = now;
        if (now - malformedAt >= MALFORMED_APART) {
            malformedAt = now;
            log(
                    Level.WARNING,
                    where + " cannot be understood: " + problem.getMessage()
                            + "; what was known before is kept; see who writes to the ledger besides its members");
        }
    }

    @Override
    public void otherLedger() {
        log(
                Level.WARNING,
                "the ledger is not the one that granted its permits: it was deleted or restored; its lease has ended, and it joins anew");
    }

    @Override
    public void limitRefused() {
        log(
                Level.WARNING,
                "the limit was not changed: a newer version has written the ledger; change it by a member of that version");
    }

    @Override
    public void joined(String id) {
        log(Level.INFO, "joined as member " + id);
    }

    @Override
    public void gone(String id) {
        log(Level.WARNING, "the session of member " + id + " has ended; it joins anew");
    }

    PoolHealth health(FleetStats stats, boolean closed, long sessionTimeout) {
        Status now = status(stats, closed, sessionTimeout);
        long time = System.nanoTime();
        if (now != status) {
            status = now;
            since = time;
        }
        return new PoolHealth(
                now, "fleet \"" + name + "\"" + reason(stats, closed), Duration.ofNanos(time - since), List.of());
    }

    private Status status(FleetStats stats, boolean closed, long sessionTimeout) {
        if (closed) {
            return Status.CLOSED;
        }
        if (stats.leaseLeft().isZero()) {
            // With an offline share it goes on, with less.
            return terms.strict() && stats.everInContact() && stats.usable() == 0 ? Status.DOWN : Status.RECOVERING;
        }
        return stats.sinceContact().toNanos() > sessionTimeout / 2 ? Status.RECOVERING : Status.UP;
    }

    private String reason(FleetStats stats, boolean closed) {
        return closed ? " was left" : ": " + describe(stats);
    }

    /** {@return how the fleet is} */
    String describe(FleetStats stats) {
        if (!stats.everInContact()) {
            return "no contact to its ledger yet" + usable(stats) + because();
        }
        if (stats.leaseLeft().isZero()) {
            return "no contact to its ledger for " + stats.sinceContact().toMillis() + " ms, the lease has ended"
                    + usable(stats) + because();
        }
        boolean fresh = stats.heard().compareTo(FRESH) <= 0;
        int granted = Math.max(stats.granted(), stats.limit() - terms.offline() - stats.free() - stats.quarantined());
        StringBuilder text = new StringBuilder();
        if (fresh) {
            text.append(granted + " of " + stats.limit() + " granted to " + stats.members()
                    + (stats.members() == 1 ? " member" : " members"));
        } else {
            text.append(stats.granted() + " of " + stats.limit() + " granted to this member (" + stats.memberId()
                    + "), one of " + stats.members());
        }
        if (stats.quarantined() > 0) {
            text.append(", ").append(stats.quarantined()).append(" in quarantine");
            if (!stats.quarantineLeft().isZero()) {
                text.append(" for ").append(seconds(stats.quarantineLeft())).append(" s");
            }
        }
        if (fresh) {
            text.append(", ").append(stats.granted()).append(" to this one (" + stats.memberId() + ")");
        }
        if (stats.limit() != terms.limit()) {
            text.append(", configured here with a limit of ").append(terms.limit());
        }
        if (terms.offlineShare() > 0 && stats.members() > terms.maxMembers()) {
            text.append(", more members than the ").append(terms.maxMembers()).append(" that may have an offlineShare");
        }
        return text + because() + unreadable();
    }

    private String unreadable() {
        boolean recent = !malformed.isEmpty() && System.nanoTime() - malformedSeenAt < MALFORMED_APART;
        return recent ? "; " + malformed : "";
    }

    private static String usable(FleetStats stats) {
        return stats.overdraft() > 0
                ? ", " + stats.overdraft() + " of its permits are used on without it, as overdraft"
                : stats.usable() > 0 ? ", " + stats.usable() + " usable without it" : "";
    }

    private static long seconds(Duration time) {
        return (time.toMillis() + 999) / 1000;
    }

    private String because() {
        return lastFailure == null ? "" : ", the last call failed: " + lastFailure;
    }
}
