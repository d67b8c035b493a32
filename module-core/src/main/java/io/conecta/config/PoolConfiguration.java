package io.conecta.config;

import io.conecta.PoolSettings;
import io.conecta.config.Entries.Entry;
import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import io.conecta.internal.runtime.Secrets;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
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
        return new Value(key, entry);
    }

    /**
     * Reads an optional key.
     *
     * @param key the key
     * @return its value, to be converted; reads as {@code null} if absent
     */
    public Value optional(String key) {
        return new Value(key, entries.find(key));
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
        return new Value(key, entry == null ? entries.entry(key, text) : entry);
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
        return settings(defaults, false);
    }

    /**
     * Reads the options of a pool that is not built yet: as {@link #settings}, and there must be room for its initial objects.
     *
     * @param defaults the options where the configuration is silent
     * @return the options; to be used after {@link #check()}
     */
    public PoolSettings settingsForBuild(PoolSettings defaults) {
        return settings(defaults, true);
    }

    private PoolSettings settings(PoolSettings defaults, boolean forBuild) {
        PoolSettings settings = defaults;
        int before = mistakes.size();
        for (Option option : Option.values()) {
            Entry entry = option == Option.NAME ? name() : entries.find(option.key());
            if (entry != null) {
                settings = with(settings, option, entry);
            }
        }
        if (mistakes.size() == before) {
            try {
                if (forBuild) {
                    Require.room(settings, this::written);
                }
                Require.noContradiction(settings, this::written);
            } catch (IllegalArgumentException contradiction) {
                mistakes.add(String.valueOf(contradiction.getMessage()));
            }
        }
        return settings;
    }

    private PoolSettings with(PoolSettings settings, Option option, Entry entry) {
        Object value = TextForm.single(entry.value());
        if (!Value.isPlain(value) && !(value instanceof Duration)) {
            mistakes.add(entry.written() + " must be a single value, was " + entry.shown());
            return settings;
        }
        try {
            Object read = value instanceof Duration && option.kind() == Option.Kind.TIME
                    ? value
                    : option.read(entry.written(), TextForm.text(value), entry.shown());
            return settings.with(option.key(), option.checked(entry.written(), read));
        } catch (IllegalArgumentException wrong) {
            mistakes.add(String.valueOf(wrong.getMessage()));
            return settings;
        }
    }

    /** {@return an option's key as the configuration spells it} */
    private String written(Option option) {
        return entries.written(option.key());
    }

    /** The name as an option or as a service property, which a service always has; both is fine if they agree. */
    private @Nullable Entry name() {
        Entry option = entries.find(Option.NAME.key());
        Entry property = entries.find(POOL_NAME);
        if (option != null
                && property != null
                && !TextForm.single(option.value()).equals(TextForm.single(property.value()))) {
            String entry = option.written() + "=" + option.shown();
            String instead = POOL_NAME + "=" + TextForm.shown("name", TextForm.single(option.value()));
            mistakes.add(
                    strict
                            ? entry + ": contradicts " + property.written() + "=" + property.shown()
                                    + "; keep one of them"
                            : entry + ": names the pool, but not its service; write " + instead
                                    + ", which names both, and leave " + option.written() + " out");
        }
        return property != null ? property : option;
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
    @NullUnmarked
    public final class Value {
        private final String key;
        private final Entry entry;
        private final Object raw;

        private Value(String key, Entry entry) {
            this.key = key;
            this.entry = entry;
            this.raw = entry == null ? null : entry.value();
            known.add(key);
        }

        /** {@return the value as text} */
        public String text() {
            return as(String.class, text -> text);
        }

        /**
         * The value as a type that has a text form.
         *
         * @param type the type
         * @param parser parses the text, unless the value already has the type
         * @param <V> the type
         * @return the value
         */
        public <V> V as(Class<V> type, Parser<? extends V> parser) {
            if (raw == null || type.isInstance(raw)) {
                return keep(type.cast(raw));
            }
            Object single = TextForm.single(raw);
            if (type.isInstance(single)) {
                return keep(type.cast(single));
            }
            if (!isPlain(single)) {
                wrong(TextForm.of(type, ""));
                return null;
            }
            return keep(parsed(single, type, parser, ""));
        }

        /** The value made out of plain text; null if it makes none, which is a mistake. */
        private <V> V parsed(Object plain, Class<V> type, Parser<? extends V> parser, String place) {
            boolean blanksCount = !Number.class.isAssignableFrom(type) && !type.isEnum();
            String text =
                    blanksCount ? String.valueOf(plain) : String.valueOf(plain).strip();
            try {
                V value = parser.parse(text);
                if (value != null) {
                    return value;
                }
            } catch (Exception | LinkageError | AssertionError | StackOverflowError unreadable) {
                // Reported below; what the type wants says more than what its parser threw.
            }
            wrong(place + TextForm.of(type, text));
            return null;
        }

        /**
         * The value as one that may be absent.
         *
         * @param type the type
         * @param parser parses the text, unless the value already has the type
         * @param <V> the type
         * @return the value, empty if the configuration has none
         */
        public <V> Optional<V> maybe(Class<V> type, Parser<? extends V> parser) {
            Object there = raw instanceof Optional<?> optional ? optional.orElse(null) : raw;
            Entry given = there == null ? null : entries.entry(entry.key(), there);
            return Optional.ofNullable(new Value(key, given).as(type, parser));
        }

        /**
         * The value as a list: a collection, an array, or comma-separated text.
         *
         * @param type the items' type
         * @param parser parses the text of an item, unless it already has the type
         * @param <V> the items' type
         * @return the list, unmodifiable
         */
        public <V> List<V> list(Class<V> type, Parser<? extends V> parser) {
            List<V> items = items(type, parser);
            return keep(items == null ? null : Collections.unmodifiableList(items));
        }

        /**
         * The value as a set in the order given: as {@link #list}, equal items once.
         *
         * @param type the items' type
         * @param parser parses the text of an item, unless it already has the type
         * @param <V> the items' type
         * @return the set, unmodifiable
         */
        public <V> Set<V> set(Class<V> type, Parser<? extends V> parser) {
            List<V> items = items(type, parser);
            return keep(items == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(items)));
        }

        private <V> List<V> items(Class<V> type, Parser<? extends V> parser) {
            if (raw == null) {
                return null;
            }
            List<V> items = new ArrayList<>();
            int before = mistakes.size();
            for (Object item : parts()) {
                if (type.isInstance(item)) {
                    items.add(type.cast(item));
                } else if (isPlain(item)) {
                    items.add(parsed(item, type, parser, "a list, each item "));
                } else {
                    wrong("a list, each item " + TextForm.of(type, ""));
                }
                if (mistakes.size() > before) {
                    return null;
                }
            }
            return items;
        }

        private Collection<?> parts() {
            Collection<?> items = TextForm.items(raw);
            return items != null ? items : isPlain(raw) ? TextForm.parts(String.valueOf(raw)) : List.of(raw);
        }

        /**
         * The value as a map of texts, in the order given: a map, or entries such as {@code a=1}, as a list or as comma-separated
         * text. A key ends at the first {@code =}.
         *
         * @return the map, unmodifiable
         */
        public Map<String, String> map() {
            if (raw == null) {
                return keep(null);
            }
            Map<String, String> map = new LinkedHashMap<>();
            if (raw instanceof Map<?, ?> given) {
                for (Map.Entry<?, ?> entry : given.entrySet()) {
                    if (!isPlain(entry.getKey()) || !isPlain(entry.getValue())) {
                        wrong(TextForm.MAP);
                        return null;
                    }
                    map.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
                }
                return keep(Collections.unmodifiableMap(map));
            }
            for (Object item : parts()) {
                String text = String.valueOf(item);
                int equals = text.indexOf('=');
                if (!isPlain(item)
                        || equals < 1
                        || map.put(
                                        text.substring(0, equals).strip(),
                                        text.substring(equals + 1).strip())
                                != null) {
                    wrong(TextForm.MAP);
                    return null;
                }
            }
            return keep(Collections.unmodifiableMap(map));
        }

        /** {@return the value as a list of texts: a collection, an array, or comma-separated text} */
        public List<String> texts() {
            if (raw == null) {
                return keep(null);
            }
            Collection<?> items = TextForm.items(raw);
            if (items == null && isPlain(raw)) {
                return keep(TextForm.parts(String.valueOf(raw)));
            }
            if (items != null && items.stream().allMatch(Value::isPlain)) {
                return keep(items.stream().map(String::valueOf).toList());
            }
            wrong("a list of texts");
            return null;
        }

        /** {@return the value as an array of texts: as {@link #texts()}} */
        public String[] textArray() {
            List<String> texts = texts();
            return texts == null ? null : texts.toArray(String[]::new);
        }

        /**
         * The value as a class: one, or the name of one.
         *
         * @param bound what the class must extend
         * @param loader finds it
         * @param <B> what the class must extend
         * @return the class
         */
        public <B> Class<? extends B> type(Class<B> bound, ClassLoader loader) {
            Class<?> type = as(Class.class, name -> Class.forName(name, false, loader));
            if (type != null && !bound.isAssignableFrom(type)) {
                wrong("a subclass of " + bound.getName());
                return null;
            }
            return type == null ? null : type.asSubclass(bound);
        }

        /**
         * The value as the object itself.
         *
         * @param type the object's type
         * @param <V> the object's type
         * @return the object
         */
        public <V> V object(Class<V> type) {
            if (raw == null || type.isInstance(raw)) {
                return keep(type.cast(raw));
            }
            wrong("an instance of " + type.getName() + ", was a "
                    + raw.getClass().getName());
            return null;
        }

        private <V> V keep(V value) {
            values.put(key, TextForm.comparable(value));
            return value;
        }

        private void wrong(String wanted) {
            mistakes.add(entry.written() + " must be " + wanted
                    + (wanted.contains(", was ") ? "" : ", was \"" + entry.shown() + "\""));
        }

        private static boolean isPlain(Object value) {
            return value instanceof CharSequence
                    || value instanceof Number
                    || value instanceof Boolean
                    || value instanceof Character
                    || value instanceof Enum<?>;
        }
    }
}
