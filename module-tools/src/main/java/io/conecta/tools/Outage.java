package io.conecta.tools;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a pool's backend was known to be down.
 *
 * @param from when that became known
 * @param to when it was back; null if it was not by the end of the recording
 * @param reason why; null if the recording began later
 */
record Outage(Instant from, @Nullable Instant to, @Nullable String reason) {
    Instant until(Instant end) {
        return to == null ? end : to;
    }

    Duration length(Instant end) {
        return Duration.between(from, until(end));
    }
}
