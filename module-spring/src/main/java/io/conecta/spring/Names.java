package io.conecta.spring;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyNameException;

/** Names of pools and keys, and the properties that are called after them. */
final class Names {
    /** Where the configuration of pools begins. */
    static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("conecta.pools");

    private Names() {}

    /** {@return a name without what its spellings differ in} */
    static String bare(String name) {
        StringBuilder bare = new StringBuilder();
        name.chars().filter(Character::isLetterOrDigit).forEach(each -> bare.append((char) each));
        return bare.toString().toLowerCase(Locale.ROOT);
    }

    /** {@return the property of a pool's key, as documentation spells it} */
    static ConfigurationPropertyName property(String pool, String key) {
        return append(append(PREFIX, pool), key);
    }

    private static ConfigurationPropertyName append(ConfigurationPropertyName name, String element) {
        try {
            return name.append(kebab(element));
        } catch (InvalidConfigurationPropertyNameException odd) {
            return name.append("[" + element + "]");
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** {@return the candidate nearest to a name, null if none is near} */
    static @Nullable String nearest(String name, Collection<String> candidates) {
        String nearest = null;
        int least = Math.max(1, bare(name).length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(bare(name), bare(candidate));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Letters to insert, drop or change. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
