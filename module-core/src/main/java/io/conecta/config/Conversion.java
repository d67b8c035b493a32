package io.conecta.config;

import io.conecta.config.Entries.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * Conversions of what a configuration holds under one key. Each notes what it found, or a mistake; one that fails returns {@code null}.
 * {@link PoolConfiguration.Value} makes them public.
 */
@NullUnmarked
abstract class Conversion {
    private final PoolConfiguration configuration;
    private final String key;
    private final Entry entry;
    private final Object raw;

    Conversion(PoolConfiguration configuration, String key, Entry entry) {
        this.configuration = configuration;
        this.key = key;
        this.entry = entry;
        this.raw = entry == null ? null : entry.value();
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
    public <V> V as(Class<V> type, PoolConfiguration.Parser<? extends V> parser) {
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
    private <V> V parsed(Object plain, Class<V> type, PoolConfiguration.Parser<? extends V> parser, String place) {
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
    public <V> Optional<V> maybe(Class<V> type, PoolConfiguration.Parser<? extends V> parser) {
        Object there = raw instanceof Optional<?> optional ? optional.orElse(null) : raw;
        return Optional.ofNullable(configuration.instead(key, there).as(type, parser));
    }

    /**
     * The value as a list: a collection, an array, or comma-separated text.
     *
     * @param type the items' type
     * @param parser parses the text of an item, unless it already has the type
     * @param <V> the items' type
     * @return the list, unmodifiable
     */
    public <V> List<V> list(Class<V> type, PoolConfiguration.Parser<? extends V> parser) {
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
    public <V> Set<V> set(Class<V> type, PoolConfiguration.Parser<? extends V> parser) {
        List<V> items = items(type, parser);
        return keep(items == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(items)));
    }

    private <V> List<V> items(Class<V> type, PoolConfiguration.Parser<? extends V> parser) {
        if (raw == null) {
            return null;
        }
        List<V> items = new ArrayList<>();
        for (Object item : parts()) {
            V value = item(item, type, parser);
            if (value == null) {
                return null;
            }
            items.add(value);
        }
        return items;
    }

    private <V> V item(Object item, Class<V> type, PoolConfiguration.Parser<? extends V> parser) {
        if (type.isInstance(item)) {
            return type.cast(item);
        }
        if (isPlain(item)) {
            return parsed(item, type, parser, "a list, each item ");
        }
        wrong("a list, each item " + TextForm.of(type, ""));
        return null;
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
        if (items != null && items.stream().allMatch(Conversion::isPlain)) {
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
        wrong("an instance of " + type.getName() + ", was a " + raw.getClass().getName());
        return null;
    }

    private <V> V keep(V value) {
        configuration.read(key, TextForm.comparable(value));
        return value;
    }

    private void wrong(String wanted) {
        configuration.mistaken(entry.written() + " must be " + wanted
                + (wanted.contains(", was ") ? "" : ", was \"" + entry.shown() + "\""));
    }

    /** Whether a value is text, or has one text form that anybody would expect. */
    static boolean isPlain(Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>;
    }
}
