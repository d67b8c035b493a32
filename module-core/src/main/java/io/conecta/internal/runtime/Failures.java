package io.conecta.internal.runtime;

import io.conecta.PoolFailure;
import io.conecta.PoolListener.Hook;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest failure of each kind. Keeps text and no exception, since what was thrown may belong to a bundle that has been
 * updated since. Thread-safe.
 */
public final class Failures {
    private static final int DEEPEST = 20;

    private final Clock clock;
    /** Null until something fails: most pools have none. */
    private volatile @Nullable Map<String, Entry> latest;

    private record Entry(String error, long nanos) {}

    public Failures(Clock clock) {
        this.clock = clock;
    }

    public void failed(Hook hook, Throwable error) {
        put(hook, text(error));
    }

    private void put(Hook hook, String error) {
        Map<String, Entry> known = latest;
        (known == null ? first() : known).put(what(hook), new Entry(error, clock.nanoTime()));
    }

    private synchronized Map<String, Entry> first() {
        Map<String, Entry> known = latest;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            latest = known;
        }
        return known;
    }

    /** Notes a ping that threw nothing and answered false. */
    public void pingFailed() {
        put(Hook.PING, "the ping answered false");
    }

    /** {@return a snapshot, newest first} */
    public List<PoolFailure> list() {
        Map<String, Entry> known = latest;
        return known == null ? List.of() : list(known);
    }

    private List<PoolFailure> list(Map<String, Entry> known) {
        long now = clock.nanoTime();
        return known.entrySet().stream()
                .map(each -> new PoolFailure(
                        each.getKey(),
                        each.getValue().error(),
                        Duration.ofNanos(Math.max(0, now - each.getValue().nanos()))))
                .sorted(Comparator.comparing(PoolFailure::age))
                .toList();
    }

    private static String what(Hook hook) {
        return hook == Hook.NEW ? "creation" : hook.name().toLowerCase(Locale.ROOT);
    }

    /** The failure and its root, if that says more; neither is trusted to describe itself. */
    public static String text(Throwable error) {
        try {
            String text = error.toString();
            Throwable root = error;
            for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
                root = root.getCause();
            }
            boolean said = root == error || text.contains(String.valueOf(root.getMessage()));
            return said ? String.valueOf(text) : text + ", caused by " + root;
        } catch (RuntimeException | Error mute) {
            return error.getClass().getName();
        }
    }
}
