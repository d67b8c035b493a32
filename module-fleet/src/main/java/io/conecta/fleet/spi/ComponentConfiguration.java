package io.conecta.fleet.spi;

import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolConfigurationException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a component, such as one of Declarative Services: hands its options on, and tells all that is wrong at once, without
 * secrets. Keys and values are written as in the configuration of a pool. Needs nothing of OSGi. Not thread-safe.
 */
public final class ComponentConfiguration {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private final Map<String, ?> properties;
    private final PoolConfiguration values;
    private final List<String> mistakes = new ArrayList<>();

    /**
     * A configuration to be read.
     *
     * @param properties keys and values; what is unknown is ignored, unless it looks like a typo
     */
    public ComponentConfiguration(Map<String, ?> properties) {
        this.properties = properties;
        values = PoolConfiguration.ofService(properties);
    }

    /**
     * Which configuration it is.
     *
     * @param properties keys and values
     * @param otherwise what it is if it has no {@code service.pid}
     * @return its PID
     */
    public static String pid(Map<String, ?> properties, String otherwise) {
        return properties.get("service.pid") instanceof String pid ? pid : otherwise;
    }

    /**
     * Logs that a configuration is wrong, to {@code io.conecta}.
     *
     * @param pid which one
     * @param consequence what happens until it is fixed
     * @param wrong what is wrong with it
     */
    public static void logRefused(String pid, String consequence, IllegalArgumentException wrong) {
        LOG.log(Level.ERROR, pid + ": configuration refused, " + consequence + ": " + wrong.getMessage());
    }

    /**
     * Logs that a configuration that was wrong has been fixed, to {@code io.conecta}.
     *
     * @param pid which one
     */
    public static void logAccepted(String pid) {
        LOG.log(Level.INFO, pid + ": configuration accepted, what was wrong is fixed");
    }

    /**
     * Reads text.
     *
     * @param key its key, which may have a dot before it in the configuration, to keep it from the service's properties
     * @return the text; null if there is none
     */
    public @Nullable String text(String key) {
        return values.optional(key).text();
    }

    /**
     * Reads text that has to be there.
     *
     * @param key its key
     * @param example what it may look like, for the message
     * @return the text; empty if there is none, which is a mistake
     */
    public String needed(String key, String example) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            mistake(key + ": is missing; add " + key + "=…, such as " + key + "=" + example);
            return "";
        }
        return text;
    }

    /**
     * Hands text on, if it is there.
     *
     * @param key its key
     * @param option takes it; may throw {@link IllegalArgumentException}, which is a mistake
     */
    public void text(String key, Consumer<String> option) {
        hand(text(key), option);
    }

    /**
     * Hands a whole number on, if it is there.
     *
     * @param key its key
     * @param option takes it; may throw {@link IllegalArgumentException}, which is a mistake
     */
    public void number(String key, IntConsumer option) {
        hand(values.optional(key).as(Integer.class, Integer::valueOf), option::accept);
    }

    /**
     * Hands a duration on, if it is there.
     *
     * @param key its key
     * @param option takes it; may throw {@link IllegalArgumentException}, which is a mistake
     */
    public void duration(String key, Consumer<Duration> option) {
        hand(values.optional(key).as(Duration.class, PoolConfiguration::duration), option);
    }

    /**
     * Reads true or false.
     *
     * @param key its key
     * @param otherwise what it is if there is nothing, or something else
     * @return it
     */
    public boolean flag(String key, boolean otherwise) {
        Boolean value = values.optional(key).as(Boolean.class, PoolConfiguration::flag);
        return value == null ? otherwise : value;
    }

    /**
     * Reads all keys that begin alike.
     *
     * @param prefix how they begin, after the dot that may be before it
     * @return the values as text, by key without that dot, in order
     */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        properties.forEach((key, value) -> {
            String plain = key.startsWith(".") ? key.substring(1) : key;
            if (plain.startsWith(prefix) && value != null && found.put(plain, String.valueOf(value)) != null) {
                mistake(plain + " and ." + plain + ": are one key in two spellings; keep one of them");
            }
        });
        return found;
    }

    private <V> void hand(@Nullable V value, Consumer<? super V> option) {
        if (value != null) {
            attempt(() -> {
                option.accept(value);
                return "";
            });
        }
    }

    private <V> @Nullable V attempt(Supplier<V> step) {
        try {
            return step.get();
        } catch (PoolConfigurationException wrong) {
            mistakes.addAll(wrong.mistakes());
        } catch (IllegalArgumentException wrong) {
            mistake(String.valueOf(wrong.getMessage()));
        }
        return null;
    }

    /**
     * Notes something that is wrong.
     *
     * @param what the option, the value and the way out, without secrets
     */
    public void mistake(String what) {
        mistakes.add(what);
    }

    /**
     * Makes something of what was read, if nothing is wrong with it.
     *
     * @param <V> what
     * @param make makes it; may throw {@link IllegalArgumentException}, which is a mistake
     * @return what was made
     * @throws PoolConfigurationException if anything was wrong: it names each wrong key, with its value and the way out
     */
    public <V> V make(Supplier<V> make) {
        attempt(() -> {
            values.check();
            return "";
        });
        V made = mistakes.isEmpty() ? attempt(make) : null;
        if (made == null) {
            throw new PoolConfigurationException(mistakes);
        }
        return made;
    }
}
