package io.conecta.config;

import io.conecta.KeyedPoolSettings;
import io.conecta.PoolSettings;
import io.conecta.config.Entries.Entry;
import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the options of a pool from a configuration, and notes what is wrong with them. */
final class OptionReader {
    /** The options that only keyed pools have. */
    static final String MAX_TOTAL = "maxTotal";

    static final String KEY_IDLE_TIMEOUT = "keyIdleTimeout";

    private final Entries entries;
    private final boolean strict;
    private final List<String> mistakes;

    OptionReader(Entries entries, boolean strict, List<String> mistakes) {
        this.entries = entries;
        this.strict = strict;
        this.mistakes = mistakes;
    }

    /** {@return the options} {@code forBuild}: of a pool that is not built yet, with room for its initial objects. */
    PoolSettings settings(PoolSettings defaults, boolean forBuild) {
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

    /** {@return the options of a keyed pool} */
    KeyedPoolSettings settings(KeyedPoolSettings defaults, boolean forBuild) {
        KeyedPoolSettings settings = defaults;
        int before = mistakes.size();
        PoolSettings each = settings(defaults.each(), forBuild);
        if (each.minShare() > 0) {
            mistakes.add(written(Option.MIN_SHARE) + " is not for keyed pools, was " + each.minShare()
                    + "; leave it out: no key starves without it");
        } else {
            settings = settings.withEach(each);
        }
        // Without limit by default, as maxTotal.
        if (read(Option.MAX_USES, entries.find(MAX_TOTAL)) instanceof Integer value) {
            settings = with(settings, value, MAX_TOTAL, KeyedPoolSettings::withMaxTotal);
        }
        Duration time = time(entries.find(KEY_IDLE_TIMEOUT));
        if (time != null) {
            settings = with(settings, time, KEY_IDLE_TIMEOUT, KeyedPoolSettings::withKeyIdleTimeout);
        }
        if (forBuild && mistakes.size() == before) {
            checkRoom(settings);
        }
        return settings;
    }

    private void checkRoom(KeyedPoolSettings settings) {
        try {
            Require.initialSizeOfKey(
                    settings.each().initialSize(),
                    written(Option.INITIAL_SIZE),
                    settings.maxTotal(),
                    entries.written(MAX_TOTAL));
        } catch (IllegalArgumentException contradiction) {
            mistakes.add(String.valueOf(contradiction.getMessage()));
        }
    }

    private @Nullable Duration time(@Nullable Entry entry) {
        if (entry == null || entry.value() instanceof Duration) {
            return entry == null ? null : (Duration) entry.value();
        }
        Object value = TextForm.single(entry.value());
        Duration time = Conversion.isPlain(value) ? DurationText.parse(TextForm.text(value)) : null;
        if (time == null) {
            mistakes.add(entry.written() + " must be " + DurationText.WANTED + ", was \"" + entry.shown()
                    + "\"; the default is 1m, and off is no limit");
        }
        return time;
    }

    private <V> KeyedPoolSettings with(
            KeyedPoolSettings settings,
            V value,
            String key,
            BiFunction<KeyedPoolSettings, V, KeyedPoolSettings> option) {
        try {
            return option.apply(settings, value);
        } catch (IllegalArgumentException wrong) {
            mistakes.add(String.valueOf(wrong.getMessage()).replace(key, entries.written(key)));
            return settings;
        }
    }

    private PoolSettings with(PoolSettings settings, Option option, Entry entry) {
        Object read = read(option, entry);
        try {
            return read == null ? settings : settings.with(option.key(), option.checked(entry.written(), read));
        } catch (IllegalArgumentException wrong) {
            mistakes.add(String.valueOf(wrong.getMessage()));
            return settings;
        }
    }

    /** {@return what is written, as the value of an option or of one like it; null if there is nothing, or it cannot be read} */
    private @Nullable Object read(Option option, @Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        Object value = TextForm.single(entry.value());
        if (!Conversion.isPlain(value) && !(value instanceof Duration)) {
            mistakes.add(entry.written() + " must be a single value, was " + entry.shown());
            return null;
        }
        try {
            return value instanceof Duration && option.kind() == Option.Kind.TIME
                    ? value
                    : option.read(entry.written(), TextForm.text(value), entry.shown());
        } catch (IllegalArgumentException wrong) {
            mistakes.add(String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /** {@return an option's key as the configuration spells it} */
    private String written(Option option) {
        return entries.written(option.key());
    }

    /** The name as an option or as a service property, which a service always has; both is fine if they agree. */
    private @Nullable Entry name() {
        Entry option = entries.find(Option.NAME.key());
        Entry property = entries.find(PoolConfiguration.POOL_NAME);
        if (option != null
                && property != null
                && !TextForm.single(option.value()).equals(TextForm.single(property.value()))) {
            String entry = option.written() + "=" + option.shown();
            String instead =
                    PoolConfiguration.POOL_NAME + "=" + TextForm.shown("name", TextForm.single(option.value()));
            mistakes.add(
                    strict
                            ? entry + ": contradicts " + property.written() + "=" + property.shown()
                                    + "; keep one of them"
                            : entry + ": names the pool, but not its service; write " + instead
                                    + ", which names both, and leave " + option.written() + " out");
        }
        return property != null ? property : option;
    }
}
