package io.conecta.spring;

import java.util.Locale;
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
}
