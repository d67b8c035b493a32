package io.conecta.config;

import io.conecta.internal.runtime.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How properties are called after pools and keys: {@code conecta.pools.echo.max-size}, or {@code CONECTA_POOLS_ECHO_MAX_SIZE} where only
 * letters, digits and underscores are allowed. A pool's name with a dot stands in quotes: {@code conecta.pools."echo.eu".max-size}.
 */
final class PropertyNames {
    private static final String VARIABLE = "CONECTA_POOLS_";
    private static final Pattern PART = Pattern.compile("([^.\\[]+)(?:\\[(\\d{1,4})]|\\.(.+))");
    private static final Pattern INDEXED = Pattern.compile("(.*[^_])__?(\\d{1,4})_?");

    private PropertyNames() {}

    /**
     * A key, or a part of what stands under it.
     *
     * @param spelled as the property spells it
     * @param part the place in a list, or the key in a map; null for the whole
     */
    record Named(String spelled, @Nullable String part) {}

    static boolean isVariable(String name) {
        return name.regionMatches(true, 0, VARIABLE, 0, VARIABLE.length());
    }

    /** {@return the variable that stands for a property, as MicroProfile Config has it} */
    static String variable(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "_").toUpperCase(Locale.ROOT);
    }

    /** {@return the property of a pool's key} */
    static String property(String pool, String key) {
        String quote = pool.matches("[\\w-]+") ? "" : "\"";
        return PoolProperties.PREFIX + quote + pool + quote + "." + key;
    }

    /** {@return a key as documentation spells it} */
    static String kebab(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** {@return the key of a pool that a property sets, null if it is about something else} */
    static @Nullable Named key(String name, String pool, Collection<String> keys) {
        return isVariable(name) ? ofVariable(name.substring(VARIABLE.length()), pool, keys) : ofProperty(name, pool);
    }

    private static @Nullable Named ofProperty(String name, String pool) {
        String spoken = pool(name, List.of(pool));
        if (spoken == null || !Spelling.bare(spoken).equals(Spelling.bare(pool))) {
            return null;
        }
        String rest = name.substring(PoolProperties.PREFIX.length());
        String key = rest.substring(spoken.length() + (rest.startsWith("\"") ? 3 : 1));
        Matcher part = PART.matcher(key);
        if (!part.matches()) {
            return key.isEmpty() ? null : new Named(key, null);
        }
        return new Named(part.group(1), part.group(2) == null ? part.group(3) : part.group(2));
    }

    /** {@return the pool that a property is about, as it is spelled there; null if the property is a variable or about none} */
    static @Nullable String pool(String name, Collection<String> pools) {
        if (!name.startsWith(PoolProperties.PREFIX)) {
            return null;
        }
        String rest = name.substring(PoolProperties.PREFIX.length());
        if (rest.startsWith("\"")) {
            int end = rest.indexOf("\".", 1);
            return end < 0 ? null : rest.substring(1, end);
        }
        String known = pools.stream()
                .filter(pool -> rest.startsWith(pool + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
        int dot = rest.indexOf('.');
        return known != null ? known : dot < 1 ? null : rest.substring(0, dot);
    }

    /** An unknown key of a variable is only taken for one if it is surely a slip: it may be about a pool of a longer name. */
    private static @Nullable Named ofVariable(String rest, String pool, Collection<String> keys) {
        String key = afterPool(rest, bareVariable(pool));
        if (key.isEmpty()) {
            return null;
        }
        if (isOneOf(key, keys)) {
            return new Named(key, null);
        }
        Matcher indexed = INDEXED.matcher(key);
        if (indexed.matches() && isOneOf(indexed.group(1), keys)) {
            return new Named(indexed.group(1), indexed.group(2));
        }
        return Spelling.sure(key, keys) == null ? null : new Named(key, null);
    }

    private static boolean isOneOf(String key, Collection<String> keys) {
        return keys.stream().anyMatch(each -> Spelling.bare(each).equals(Spelling.bare(key)));
    }

    private static String bareVariable(String pool) {
        return Spelling.bare(variable(pool));
    }

    private static String afterPool(String rest, String bare) {
        int at = 0;
        for (int letter = 0; letter < bare.length(); at++) {
            if (at == rest.length()) {
                return "";
            }
            char each = Character.toLowerCase(rest.charAt(at));
            if (each == bare.charAt(letter)) {
                letter++;
            } else if (each != '_') {
                return "";
            }
        }
        return at < rest.length() && rest.charAt(at) == '_' ? rest.substring(at + 1) : "";
    }
}
