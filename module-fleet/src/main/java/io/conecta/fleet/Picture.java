package io.conecta.fleet;

import io.conecta.fleet.internal.Mail;
import io.conecta.fleet.internal.Protocol;
import io.conecta.fleet.internal.Terms;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one member knows of its fleet, for those who look at it. Guarded by the lock of the {@link Membership}. */
final class Picture {
    private final Protocol protocol;
    private final Terms terms;
    private long version;
    private String optimiser = "";
    private @Nullable Mail mail;
    private long heardAt;

    Picture(Protocol protocol, Terms terms, long now) {
        this.protocol = protocol;
        this.terms = terms;
        heardAt = now;
    }

    /** A renewal said who looks over the fleet. */
    void beatBy(String id) {
        optimiser = id;
    }

    void read(long ledgerVersion) {
        version = ledgerVersion;
    }

    /** Notes when something was heard. To be called after each step. */
    void look(long now) {
        Mail last = protocol.lastMail();
        if (last != null && !last.equals(mail)) {
            mail = last;
            heardAt = now;
        }
    }

    String optimiser() {
        return protocol.watches() ? protocol.id() : optimiser;
    }

    FleetStats stats(int taken, long now) {
        Mail last = mail;
        boolean leased = protocol.isLeased(now);
        int usable = protocol.permits(now);
        long left = leased ? protocol.validUntil() - now : 0;
        return new FleetStats(
                protocol.id(),
                last == null ? terms.limit() : last.limit(),
                protocol.standing().grant(),
                usable,
                taken,
                protocol.want(),
                protocol.standing().asked(),
                protocol.standing().promised(),
                leased || terms.strict() ? 0 : Math.max(0, Math.max(usable, taken) - terms.offlineShare()),
                last == null ? 0 : last.members(),
                last == null ? 0 : last.free(),
                last == null ? 0 : last.quarantined(),
                rest(last, now),
                Duration.ofNanos(now - heardAt),
                Duration.ofNanos(left),
                Duration.ofNanos(Math.max(0, protocol.sessionTimeout() - (protocol.validUntil() - now))),
                Duration.ofNanos(now - protocol.contactAt()),
                protocol.wasEverInContact(),
                version,
                optimiser(),
                protocol.watches(),
                protocol.passes(),
                protocol.conflicts());
    }

    private Duration rest(@Nullable Mail last, long now) {
        long millis = last == null || last.quarantined() == 0
                ? 0
                : last.restMillis() - TimeUnit.NANOSECONDS.toMillis(now - heardAt);
        return Duration.ofMillis(Math.max(0, millis));
    }
}
