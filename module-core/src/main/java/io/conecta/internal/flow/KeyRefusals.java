package io.conecta.internal.flow;

import io.conecta.Diagnosis;
import io.conecta.PoolHealth;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Option;
import java.util.List;

/** What a borrower is told that gets nothing because its key has no pool. As {@link Refusals}, where there is one. */
public final class KeyRefusals {
    private KeyRefusals() {}

    /** {@return what it is told whose time is too short for a key to be made} */
    public static PoolTimeoutException of(
            String name, PoolSettings settings, PoolStats stats, PoolHealth health, Deadline deadline) {
        boolean cannotWait = deadline.whole() <= 0;
        String reason = cannotWait
                ? Diagnostician.CANNOT_WAIT + ", and its key is not in use"
                : "the key was forgotten again and again";
        String advice =
                cannotWait ? "give it a timeout: a key comes with a borrower that can wait" : "raise keyIdleTimeout";
        return new PoolTimeoutException(
                "pool \"" + name + "\": "
                        + (cannotWait ? "nothing idle" : "no object within " + deadline.whole() / 1_000_000 + " ms")
                        + "; maxSize=" + Option.MAX_SIZE.text(settings.maxSize())
                        + ", lent=0, creating=0, others waiting=0; " + reason + "; " + advice,
                null,
                new PoolReport(
                        name,
                        settings,
                        stats,
                        health,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Diagnosis(Diagnosis.Kind.NONE, reason),
                        advice));
    }
}
