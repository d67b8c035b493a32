package io.conecta.internal.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of background work that failed although it never should: once for each pool and kind of failure within 30 s; the next line says how
 * many more there were. Sets no timer: whatever failed may be why there can be none. Guarded by the lock of the {@link Workers}, but for
 * {@link #kind} and {@link #tell}.
 */
final class LastResort {
    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final int MOST_KINDS = 64;

    private final Map<String, Repeats> lately = new HashMap<>();

    private static final class Repeats {
        private long since;
        private int more;

        private Repeats(long since) {
            this.since = since;
        }
    }

    /** {@return what makes two failures alike} Without the lock: the failure may be the user's, and so what it does when it is asked. */
    static String kind(@Nullable String pool, Throwable failure) {
        String kind = pool + " " + failure.getClass().getName();
        try {
            StackTraceElement[] stack = failure.getStackTrace();
            return stack.length == 0 ? kind : kind + " " + stack[0];
        } catch (Throwable mute) {
            return kind;
        }
    }

    /** {@return how many of the kind were not told since the last that was; -1 if this one is not to be told either} */
    int untold(String kind, long now) {
        Repeats known = lately.get(kind);
        if (known == null) {
            if (lately.size() >= MOST_KINDS) {
                lately.values().removeIf(each -> now - each.since >= WINDOW_NANOS);
            }
            if (lately.size() < MOST_KINDS) {
                lately.put(kind, new Repeats(now));
            }
            return 0;
        }
        if (now - known.since < WINDOW_NANOS) {
            known.more++;
            return -1;
        }
        int more = known.more;
        known.since = now;
        known.more = 0;
        return more;
    }

    /** @param untold as of {@link #untold} */
    static void tell(@Nullable String pool, Throwable failure, int untold) {
        PoolLog.lastResort(
                (pool == null ? "" : "pool \"" + pool + "\": ")
                        + "work of a pool failed, which should not happen; please report this"
                        + (untold == 0 ? "" : " (" + untold + " more like this since the last such line)"),
                failure);
    }
}
