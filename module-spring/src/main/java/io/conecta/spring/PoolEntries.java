package io.conecta.spring;

import io.conecta.config.PoolConfiguration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/** What an environment says of one pool, by key as it is spelled. */
final class PoolEntries {
    private final String pool;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, @Nullable Origin> origins = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    PoolEntries(String pool) {
        this.pool = pool;
    }

    void add(Layer.Found found, Object value) {
        values.put(found.key(), value);
        note(found);
    }

    /** Notes a key whose value cannot be had. */
    void unreadable(Layer.Found found, String why) {
        note(found);
        wrong(found.property() + why);
        unreadable.add(Names.bare(found.key()));
    }

    private void note(Layer.Found found) {
        properties.put(found.key(), found.property());
        origins.put(found.property(), found.origin());
    }

    void wrong(String mistake) {
        mistakes.add(mistake);
    }

    boolean isUnreadable(String key) {
        return unreadable.contains(Names.bare(key));
    }

    /** {@return the value of a key, however it is spelled, null if there is none} */
    @Nullable
    Object value(String key) {
        String spelled = spelled(key);
        return spelled == null ? null : values.get(spelled);
    }

    /** Takes a key out that is not for the pool. */
    void remove(String key) {
        for (String spelled = spelled(key); spelled != null; spelled = spelled(key)) {
            values.remove(spelled);
        }
    }

    private @Nullable String spelled(String key) {
        return values.keySet().stream()
                .filter(each -> Names.bare(each).equals(Names.bare(key)))
                .findFirst()
                .orElse(null);
    }

    /** {@return the property of a key: as it is there, else as documentation spells it} */
    String property(String key) {
        String property = properties.get(key);
        if (property == null) {
            String spelled = spelled(key);
            property = spelled == null ? null : properties.get(spelled);
        }
        return property == null ? Names.property(pool, key).toString() : property;
    }

    Map<String, Object> values() {
        return values;
    }

    /** {@return these entries and others, to be read} */
    PoolConfiguration configuration(Map<String, ?> others) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return PoolConfiguration.of(all, this::property);
    }

    /** {@return the mistakes that were found on the way, and others, with the origins of the properties they name} */
    List<PoolMistake> mistakes(List<String> others) {
        List<String> all = new ArrayList<>(mistakes);
        all.addAll(others);
        return all.stream().map(text -> PoolMistake.of(text, origins)).toList();
    }
}
