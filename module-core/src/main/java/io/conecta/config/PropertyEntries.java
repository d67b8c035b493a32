package io.conecta.config;

import io.conecta.config.PoolProperties.Property;
import io.conecta.config.PropertyNames.Named;
import io.conecta.internal.runtime.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What properties say of one pool. */
final class PropertyEntries {
    /** The key that switches a pool off. */
    static final String ENABLED = "enabled";

    private final String pool;

    /** What was found, by key without spelling. */
    private final Map<String, List<Found>> found = new LinkedHashMap<>();

    /** What counts, by key as it is spelled. */
    private final Map<String, Object> values = new LinkedHashMap<>();

    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private boolean enabled = true;

    private record Found(Named key, Property property) {
        String value() {
            return String.valueOf(property.value());
        }

        boolean isSameAs(Found other) {
            return value().equals(other.value()) && property.source().equals(other.property.source());
        }
    }

    PropertyEntries(String pool) {
        this.pool = pool;
    }

    String pool() {
        return pool;
    }

    Map<String, Object> values() {
        return values;
    }

    boolean isEnabled() {
        return enabled;
    }

    void add(Named key, @Nullable Property property) {
        if (property != null && property.value() != null) {
            found.computeIfAbsent(Spelling.bare(key.spelled()), bare -> new ArrayList<>())
                    .add(new Found(key, property));
        }
    }

    /** Decides which source counts, once everything is added. */
    void settle() {
        found.values().forEach(all -> {
            int highest = all.stream()
                    .mapToInt(each -> each.property().ordinal())
                    .max()
                    .orElse(0);
            List<Found> winners = all.stream()
                    .filter(each -> each.property().ordinal() == highest)
                    .filter(each -> !each.value().isEmpty())
                    .toList();
            List<Found> whole =
                    winners.stream().filter(each -> each.key().part() == null).toList();
            if (whole.isEmpty()) {
                parts(winners);
            } else {
                whole(whole);
            }
        });
        enabled();
    }

    /** The same value of the same source is the same property, asked for in several ways. */
    private void whole(List<Found> winners) {
        List<Found> different = new ArrayList<>();
        for (Found each : winners) {
            if (different.stream().noneMatch(each::isSameAs)) {
                different.add(each);
            }
        }
        for (Found each : different) {
            // Two sources may have one spelling.
            String key = each.key().spelled();
            while (values.containsKey(key)) {
                key += "_";
            }
            values.put(key, each.value());
            properties.put(key, each.property());
        }
    }

    /** A list or a map, which is a property for each of its parts. */
    private void parts(List<Found> parts) {
        Map<Integer, String> list = new TreeMap<>();
        Map<String, String> map = new LinkedHashMap<>();
        for (Found each : parts) {
            String part = String.valueOf(each.key().part());
            properties.putIfAbsent(each.key().spelled(), each.property());
            map.put(part, each.value());
            if (part.matches("\\d{1,4}")) {
                list.put(Integer.valueOf(part), each.value());
            }
        }
        if (!parts.isEmpty()) {
            String key = parts.get(0).key().spelled();
            values.put(key, list.size() == map.size() ? List.copyOf(list.values()) : map);
        }
    }

    private void enabled() {
        Object value = value(ENABLED);
        if (value == null) {
            return;
        }
        try {
            enabled = PoolConfiguration.flag(value.toString());
        } catch (IllegalArgumentException wrong) {
            mistakes.add(property(ENABLED) + " " + wrong.getMessage());
        }
        remove(ENABLED);
    }

    /** {@return what is wrong with keys that have a meaning of their own here; takes them out} */
    List<String> take(PoolProvider<?> provider) {
        List<String> all = new ArrayList<>(mistakes);
        Object name = value("name");
        if (name != null && !name.equals(pool)) {
            all.add(property("name") + ": the pool is called " + pool
                    + ", as its configuration is; leave this out, or name it by @Pooled(name = …)");
        }
        remove("name");
        for (ConfigurationKey key : provider.keys()) {
            if (Spelling.bare(key.name()).equals(ENABLED)) {
                all.add(property(key.name()) + ": means something else here than the parameter " + key.name() + " of "
                        + provider.type().getName() + "; give the parameter another key by @Setting(name = …)");
            } else if (key.isObject() && value(key.name()) != null) {
                all.add(property(key.name()) + ": is a bean of type "
                        + key.type().getName() + ", which text cannot stand for; leave it out");
                remove(key.name());
            }
        }
        return all;
    }

    /** {@return the value of a key, however it is spelled, null if there is none} */
    @Nullable
    Object value(String key) {
        String spelled = spelled(key);
        return spelled == null ? null : values.get(spelled);
    }

    private void remove(String key) {
        for (String spelled = spelled(key); spelled != null; spelled = spelled(key)) {
            values.remove(spelled);
        }
    }

    private @Nullable String spelled(String key) {
        return values.keySet().stream()
                .filter(each -> Spelling.bare(each).equals(Spelling.bare(key)))
                .findFirst()
                .orElse(null);
    }

    /** {@return the property of a key: as it is there, else as documentation spells it} */
    String property(String key) {
        Property property = properties.get(key);
        if (property == null) {
            property = properties.entrySet().stream()
                    .filter(each -> Spelling.bare(each.getKey()).equals(Spelling.bare(key)))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        return property == null ? PropertyNames.property(pool, PropertyNames.kebab(key)) : property.name();
    }

    /** {@return a mistake with the sources of the properties that it names, in their order} */
    String withSources(String mistake) {
        Map<Integer, String> sources = new TreeMap<>();
        for (Property property : properties.values()) {
            Matcher named = Pattern.compile("(?<![\\w.-])" + Pattern.quote(property.name()) + "(?![\\w-]|\\.\\w)")
                    .matcher(mistake);
            if (named.find()) {
                sources.merge(named.start(), property.source(), (one, other) -> one + ", " + other);
            }
        }
        return sources.isEmpty() ? mistake : mistake + " (" + String.join("; ", sources.values()) + ")";
    }
}
