package io.conecta.spring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

/**
 * Something that is wrong in the configuration of pools.
 *
 * @param text what is wrong, with the property and the way out
 * @param origins where the properties come from, in the order of {@code text}
 */
record PoolMistake(String text, List<String> origins) {
    static PoolMistake of(String text) {
        return new PoolMistake(text, List.of());
    }

    /** A mistake that has the origin of every property that its text names. */
    static PoolMistake of(String text, Map<String, @Nullable Origin> origins) {
        Map<Integer, String> found = new TreeMap<>();
        origins.forEach((property, origin) -> {
            String pattern = "(?<![\\w.-])" + Pattern.quote(property) + "(?![\\w-]|\\.\\w)";
            Matcher named = Pattern.compile(pattern).matcher(text);
            if (origin != null && named.find()) {
                found.put(named.start(), origin.toString());
            }
        });
        return new PoolMistake(text, List.copyOf(found.values()));
    }

    @Override
    public String toString() {
        return origins.isEmpty() ? text : text + " (" + String.join("; ", origins) + ")";
    }
}
