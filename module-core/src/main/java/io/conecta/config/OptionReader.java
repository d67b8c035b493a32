package io.conecta.config;

import io.conecta.PoolSettings;
import io.conecta.config.Entries.Entry;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the options of a pool from a configuration, and notes what is wrong with them. */
final class OptionReader {
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

    private PoolSettings with(PoolSettings settings, Option option, Entry entry) {
        Object value = TextForm.single(entry.value());
        if (!Conversion.isPlain(value) && !(value instanceof Duration)) {
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
