package io.conecta.config;

import io.conecta.AbstractPoolSettings;
import io.conecta.PoolClosedException;
import io.conecta.PoolFailure;
import io.conecta.internal.runtime.Failures;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of a pool that follows its configuration come from: the configuration, and the objects that creation needs. Used by one
 * thread at a time, but for {@link #failures} and what creates objects.
 *
 * @param <P> the pool
 * @param <S> its settings
 * @param <F> what creates objects
 */
final class PoolSource<P, S extends AbstractPoolSettings<S>, F> {
    private static final String RANKING = "service.ranking";

    private final PoolKind<P, S, F> kind;
    private final Map<String, @Nullable Object> collaborators;
    private Map<String, ?> wanted;
    /** The last configuration that was right. */
    private Map<String, ?> good = Map.of();
    /** The last configuration if it was wrong, with its mistake, and when that was; read by who asks for failures. */
    private volatile @Nullable Refused refused;

    /** Written by the thread that configures, read by those that create. */
    private volatile @Nullable Reading<S, F> current;

    /** What a configuration comes to. */
    private record Reading<S, F>(S settings, F newFunc, Map<String, @Nullable Object> values) {}

    private record Refused(Map<String, ?> properties, String mistake, long nanos) {}

    PoolSource(PoolKind<P, S, F> kind, Map<String, ?> properties, Map<String, @Nullable Object> collaborators) {
        this.kind = kind;
        this.collaborators = collaborators;
        wanted = properties;
    }

    /** {@return the failures of the pool, and the configuration's} */
    List<PoolFailure> failures(List<PoolFailure> ofPool) {
        List<PoolFailure> all = new ArrayList<>(ofPool);
        Refused last = refused;
        if (last != null) {
            Duration age = Duration.ofNanos(Math.max(0, System.nanoTime() - last.nanos()));
            all.add(new PoolFailure("configuration", last.mistake(), age));
        }
        all.sort(Comparator.comparing(PoolFailure::age));
        return all;
    }

    void want(Map<String, ?> properties) {
        wanted = properties;
    }

    void bind(String key, Object object) {
        collaborators.put(key, object);
    }

    /** {@return whether the object was there} */
    boolean unbind(String key, Object object) {
        return collaborators.replace(key, object, null);
    }

    /** {@return what is known of a pool that is not built: what is annotated, under the name that it will have} */
    S known() {
        S known;
        try {
            known = kind.annotated();
        } catch (RuntimeException | Error broken) { // Told when the pool is built.
            known = kind.defaults().withName(pid());
        }
        Object name = wanted.get(PoolConfiguration.POOL_NAME);
        return name instanceof String text && !text.isBlank() ? known.withName(text) : known;
    }

    /** {@return a pool as the configuration wants it} */
    P build() {
        Reading<S, F> reading = read(wanted, collaborators, true);
        current = reading;
        return kind.build(kind.late(() -> Objects.requireNonNull(current).newFunc()), reading.settings());
    }

    /** Makes a running pool as the configuration wants it. */
    void apply(P pool) {
        Reading<S, F> reading = read(wanted, collaborators, false);
        kind.reconfigure(pool, reading.settings());
        replace(reading, pool);
    }

    /** Lets the objects of a running pool have the collaborators that are there now; a wrong configuration is left out of it. */
    void renew(P pool) {
        Map<String, ?> properties = good;
        Map<String, @Nullable Object> present = new LinkedHashMap<>(collaborators);
        try {
            replace(read(properties, present, false), pool);
        } catch (RuntimeException | Error unreadable) { // It was right before, so creation may find it right again.
            F later = kind.late(() -> read(properties, present, false).newFunc());
            current = new Reading<>(kind.settings(pool), later, Map.of());
            kind.renew(pool);
        }
    }

    private void replace(Reading<S, F> reading, P pool) {
        if (!hasSameValues(reading, Objects.requireNonNull(current))) {
            current = reading;
            kind.renew(pool);
        }
    }

    private Reading<S, F> read(Map<String, ?> properties, Map<String, @Nullable Object> present, boolean forBuild) {
        PoolConfiguration configuration = PoolConfiguration.ofService(properties);
        present.forEach(configuration::supply);
        S settings = kind.read(configuration, kind.annotated(), forBuild);
        return new Reading<>(settings, kind.newFunc(configuration), configuration.values());
    }

    private boolean hasSameValues(Reading<S, F> reading, Reading<S, F> former) {
        return reading.values().keySet().equals(former.values().keySet())
                && reading.values().entrySet().stream().allMatch(entry -> {
                    Object before = former.values().get(entry.getKey());
                    return collaborators.containsKey(entry.getKey())
                            ? entry.getValue() == before
                            : isSame(entry.getValue(), before);
                });
    }

    /** Arrays compare by content. */
    private static boolean isSame(@Nullable Object value, @Nullable Object other) {
        try {
            return Objects.deepEquals(value, other);
        } catch (RuntimeException | Error unsure) { // A user's equals.
            return false;
        }
    }

    /** Notes that the configuration is in force. */
    void accepted() {
        if (!Objects.equals(good.get(RANKING), wanted.get(RANKING))) {
            checkRanking(wanted.get(RANKING));
        }
        good = wanted;
        if (refused != null) {
            refused = null;
            log(Level.INFO, "configuration accepted, what was wrong is fixed", null);
        }
    }

    /** A file of plain lines has text only, which the framework takes for no ranking, and says nothing. */
    private void checkRanking(@Nullable Object ranking) {
        if (ranking != null && !(ranking instanceof Integer)) {
            log(
                    Level.WARNING,
                    RANKING + "=" + ranking + " is a " + ranking.getClass().getSimpleName()
                            + ", which the framework ignores: it ranks by an Integer only; in a file, quote every value"
                            + " and write " + RANKING + "=I\"" + ranking + "\", or select by pool.name instead",
                    null);
        }
    }

    /** Notes, once, that the configuration is wrong. {@return the mistake as borrowers of a pool that was not built hear it} */
    String refused(Throwable failure, boolean noPool) {
        String message = Failures.message(failure);
        boolean wrong = failure instanceof IllegalArgumentException && message != null;
        boolean closed = failure instanceof PoolClosedException;
        String mistake = message != null && (wrong || closed) ? message : Failures.text(failure);
        Refused before = refused;
        if (before == null || !before.mistake().equals(mistake) || !isSameMap(before.properties(), wanted)) {
            refused = new Refused(wanted, mistake, System.nanoTime());
            String fact = wrong ? "configuration refused, " : "configuration cannot be applied, ";
            String consequence = closed
                    ? ""
                    : noPool
                            ? "the pool lends nothing until it is fixed: "
                            : "the pool goes on with the last good one: ";
            String wayOut = wrong || closed
                    ? ""
                    : noPool
                            ? "; see the cause; who borrows tries again, once a second"
                            : "; see the cause; the next change of the configuration tries again";
            log(Level.ERROR, fact + consequence + mistake + wayOut, wrong || closed ? null : failure);
        }
        return wrong
                ? "the configuration " + pid() + " was refused, and lending begins once it is fixed: " + mistake
                : "it could not be built from the configuration " + pid() + ": " + mistake
                        + "; see the cause; who borrows tries again, once a second";
    }

    private static boolean isSameMap(Map<String, ?> some, Map<String, ?> other) {
        return some == other
                || (some.keySet().equals(other.keySet())
                        && some.entrySet().stream()
                                .allMatch(entry -> isSame(entry.getValue(), other.get(entry.getKey()))));
    }

    private void log(Level level, String text, @Nullable Throwable thrown) {
        System.Logger logger = System.getLogger("io.conecta");
        if (thrown == null) {
            logger.log(level, pid() + ": " + text);
        } else {
            logger.log(level, pid() + ": " + text, thrown);
        }
    }

    /** {@return which configuration it is, among several of one type} */
    private String pid() {
        return wanted.get("service.pid") instanceof String pid ? pid : kind.poolType();
    }
}
