package io.conecta.config;

import io.conecta.KeyedPoolSettings;
import io.conecta.PoolSettings;
import io.conecta.config.Entries.Entry;
import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Secrets;
import io.conecta.internal.runtime.Spelling;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration from which a pool is built; generated {@link PoolProvider}s read their parameters from it.
 *
 * <p>Reading collects mistakes instead of throwing, so that {@link #check()} can report all of them at once. A value that is
 * missing or wrong reads as {@code null}; use the values only after {@code check()}:
 *
 * <pre>{@code
 * String host = configuration.required("host").text();
 * Integer port = configuration.withDefault("port", "22").as(Integer.class, Integer::valueOf);
 * configuration.check();
 * return SessionFuncs.newFunc(host, port);
 * }</pre>
 *
 * <p>A key may be spelled as properties and environments do: {@code max-size}, {@code max_size}, {@code MAX_SIZE} and {@code MAXSIZE}
 * are {@code maxSize}. Two spellings of one key are a mistake. {@code off}, {@code none} and {@code false} remove a limit. Messages do
 * not repeat the value of an unknown key.
 *
 * <p>A key may have a leading dot ({@code .password}), which keeps it out of an OSGi service's properties, where every bundle could
 * read it. Messages do not repeat the value of such a key, nor anything that looks secret: the value of a key that is named after a
 * password, a secret, a token, key material, credentials or authorization; and inside a value, the user info of a URI and anything that
 * such a key precedes.
 *
 * <p>Not thread-safe.
 */
public final class PoolConfiguration {
    /** The service property that names the pool, and an alias of the option {@code name}. */
    static final String POOL_NAME = "pool.name";

    private final Entries entries;
    private final boolean strict;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    /** Objects that will be there when the pool is built. */
    private final Set<String> awaited = new HashSet<>();

    private PoolConfiguration(Map<String, ?> entries, boolean strict, UnaryOperator<String> written) {
        this.entries = new Entries(entries, written);
        this.strict = strict;
        for (Option option : Option.values()) {
            known.add(option.key());
        }
    }

    /**
     * A configuration in which an unknown key is a mistake, unless it contains a dot (as {@code service.pid} does).
     *
     * @param entries keys and values; a null value counts as absent
     * @return the configuration, to be read
     */
    public static PoolConfiguration of(Map<String, ?> entries) {
        return new PoolConfiguration(entries, true, UnaryOperator.identity());
    }

    /**
     * As {@link #of(Map)}, for a configuration that is a part of something bigger, whose keys are longer there.
     *
     * @param entries keys and values; a null value counts as absent
     * @param written how mistakes name a key, such as {@code conecta.pools.orders.max-size} for {@code maxSize}; called with keys that
     *     are there and with others
     * @return the configuration, to be read
     */
    public static PoolConfiguration of(Map<String, ?> entries, UnaryOperator<String> written) {
        return new PoolConfiguration(entries, true, written);
    }

    /**
     * A configuration that also holds the properties of an OSGi service: unknown keys are ignored, unless they are obvious typos
     * ({@code maxSzie}).
     *
     * @param properties keys and values; a null value counts as absent
     * @return the configuration, to be read
     */
    public static PoolConfiguration ofService(Map<String, ?> properties) {
        return new PoolConfiguration(properties, false, UnaryOperator.identity());
    }

    /**
     * Reads a required key.
     *
     * @param key the key
     * @return its value, to be converted
     */
    public Value required(String key) {
        Entry entry = entries.find(key);
        if (entry == null && !awaited.contains(key)) {
            String written = entries.written(key);
            mistakes.add(written + ": is missing; add " + written + "=…");
        }
        return new Value(this, key, entry);
    }

    /**
     * Reads an optional key.
     *
     * @param key the key
     * @return its value, to be converted; reads as {@code null} if absent
     */
    public Value optional(String key) {
        return new Value(this, key, entries.find(key));
    }

    /**
     * Reads a key that has a default.
     *
     * @param key the key
     * @param text the value, as text, if the configuration has none
     * @return its value, to be converted
     */
    public Value withDefault(String key, String text) {
        Entry entry = entries.find(key);
        return new Value(this, key, entry == null ? entries.entry(key, text) : entry);
    }

    /**
     * Takes an object for granted that creation needs and that is there only when the pool is built, so that all else can be checked
     * before. What is read then must not be used.
     *
     * @param key its key; not having it is no mistake
     */
    public void await(String key) {
        awaited.add(key);
    }

    /** Adds an object that creation needs and that text cannot stand for, {@code null} if it is absent. */
    void supply(String key, @Nullable Object object) {
        Entry text = entries.find(key);
        if (text != null) {
            mistakes.add(text.written() + "=" + text.shown() + ": is a service; leave it out, or select which by " + key
                    + ".target=(…), a filter");
        }
        entries.put(key, object);
    }

    /**
     * Reads the options of the pool.
     *
     * @param defaults the options for keys that the configuration does not have
     * @return the options; use them only after {@link #check()}
     */
    public PoolSettings settings(PoolSettings defaults) {
        return new OptionReader(entries, strict, mistakes).settings(defaults, false);
    }

    /**
     * Reads the options of a pool that is not built yet: as {@link #settings}, and there must be room for its initial objects.
     *
     * @param defaults the options where the configuration is silent
     * @return the options; to be used after {@link #check()}
     */
    public PoolSettings settingsForBuild(PoolSettings defaults) {
        return new OptionReader(entries, strict, mistakes).settings(defaults, true);
    }

    /**
     * Reads the options of a keyed pool: those of each key, {@code maxTotal} and {@code keyIdleTimeout}.
     *
     * @param defaults the options for keys that the configuration does not have
     * @return the options; use them only after {@link #check()}
     */
    public KeyedPoolSettings settings(KeyedPoolSettings defaults) {
        return keyed(defaults, false);
    }

    /**
     * Reads the options of a keyed pool that is not built yet: as {@link #settings(KeyedPoolSettings)}, and there must be room for the initial
     * objects of each key.
     *
     * @param defaults the options where the configuration is silent
     * @return the options; to be used after {@link #check()}
     */
    public KeyedPoolSettings settingsForBuild(KeyedPoolSettings defaults) {
        return keyed(defaults, true);
    }

    private KeyedPoolSettings keyed(KeyedPoolSettings defaults, boolean forBuild) {
        known.add(OptionReader.MAX_TOTAL);
        known.add(OptionReader.KEY_IDLE_TIMEOUT);
        return new OptionReader(entries, strict, mistakes).settings(defaults, forBuild);
    }

    /** Notes a mistake. */
    void mistaken(String text) {
        mistakes.add(text);
    }

    /** Notes what was read for the creation of objects. */
    void read(String key, @Nullable Object value) {
        values.put(key, value);
    }

    /** {@return a value to be read in place of what stands under a key, if there is one} */
    Value instead(String key, @Nullable Object raw) {
        return new Value(this, key, raw == null ? null : entries.entry(entries.keyOf(key), raw));
    }

    /**
     * Reports all mistakes, including those in keys.
     *
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     */
    public void check() {
        List<String> all = new ArrayList<>(mistakes);
        all.addAll(entries.mistakes(List.copyOf(known), strict));
        if (!all.isEmpty()) {
            throw new PoolConfigurationException(all);
        }
    }

    /** What was read for the creation of objects, by key. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    /**
     * What a misspelled name was probably meant to be, for a message that asks.
     *
     * @param word what was written
     * @param candidates what there is
     * @return the candidate nearest to the word, if a third of its letters or fewer differ; case, {@code -} and {@code _} do not count
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return Optional.ofNullable(Spelling.closest(word, candidates));
    }

    /**
     * A duration: {@code 500ms}, {@code 5s}, {@code 1h30m}, {@code PT5S}; {@code off} is {@link PoolSettings#FOREVER}.
     *
     * @param text what was written
     * @return the duration
     * @throws IllegalArgumentException if the text is not a duration
     */
    public static Duration duration(String text) {
        Duration value = DurationText.parse(text);
        if (value == null) {
            throw new IllegalArgumentException(
                    "must be " + DurationText.WANTED + ", was \"" + Secrets.hidden(text) + "\"");
        }
        return value;
    }

    /**
     * A duration as text that {@link #duration(String)} reads.
     *
     * @param duration the duration
     * @return such as {@code 1h30m}, {@code 250ms} or {@code off}
     */
    public static String text(Duration duration) {
        return DurationText.of(duration);
    }

    /**
     * A boolean: {@code true} or {@code false}.
     *
     * @param text what was written
     * @return the boolean
     * @throws IllegalArgumentException if the text is neither
     */
    public static Boolean flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException("must be true or false, was \"" + Secrets.hidden(text) + "\"");
        };
    }

    /**
     * A single character.
     *
     * @param text what was written
     * @return the character
     * @throws IllegalArgumentException if the text is not exactly one character
     */
    public static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("must be a single character, was " + text.length() + " characters");
        }
        return text.charAt(0);
    }

    /**
     * A locale by its language tag; {@code de_CH} is read as {@code de-CH}, and {@code und} is {@link Locale#ROOT}.
     *
     * @param text what was written
     * @return the locale
     * @throws IllegalArgumentException if the text is not a language tag
     */
    public static Locale locale(String text) {
        return TextForm.locale(text);
    }

    /**
     * A URL; nothing is looked up.
     *
     * @param text what was written
     * @return the URL
     * @throws IllegalArgumentException if the text is not a URL, or its protocol is unknown
     */
    public static URL url(String text) {
        return TextForm.url(text);
    }

    /**
     * Converts text to a value.
     *
     * @param <V> the value
     */
    @FunctionalInterface
    public interface Parser<V> {
        /**
         * Parses text.
         *
         * @param text what was written
         * @return the value
         * @throws Exception if the text cannot be parsed
         */
        V parse(String text) throws Exception;
    }

    /** What a configuration holds under one key, to be converted; a conversion returns {@code null} if it fails. */
    public static final class Value extends Conversion {
        private Value(PoolConfiguration configuration, String key, @Nullable Entry entry) {
            super(configuration, key, entry);
            configuration.known.add(key);
        }
    }
}
