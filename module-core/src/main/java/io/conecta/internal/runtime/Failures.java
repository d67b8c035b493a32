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

    public void failed(Hook hook, Failure failure) {
        put(hook, failure.text());
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
        String text = printed(error);
        Throwable root = root(error);
        return root == error || text.contains(String.valueOf(message(root)))
                ? text
                : text + ", caused by " + printed(root);
    }

    /** {@return what something of the user's prints as, or its class if that fails} */
    public static String printed(Object users) {
        String text = null;
        try {
            text = users.toString();
        } catch (Throwable mute) {
            // Its class has to do.
        }
        return text == null ? users.getClass().getName() : text;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        try {
            for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
                root = root.getCause();
            }
        } catch (Throwable mute) {
            // As far as it goes.
        }
        return root;
    }

    /** {@return what it says, or null if it says nothing or cannot} */
    public static @Nullable String message(Throwable error) {
        try {
            return error.getMessage();
        } catch (Throwable mute) {
            return null;
        }
    }
}
