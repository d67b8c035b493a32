package io.conecta.internal;

import io.conecta.KeyedPoolSettings;
import io.conecta.internal.runtime.Limits;
import org.jspecify.annotations.Nullable;

/** The settings of a keyed pool, and what they mean for each key. Thread-safe. */
final class KeySettings {
    /** Written under the lock of {@link Keys} under which a key gets them: none misses a change. */
    private volatile KeyedPoolSettings now;
    /** What the settings mean for each key, but for its name; as of the settings last asked for. */
    private volatile @Nullable Meaning meaning;

    private record Meaning(KeyedPoolSettings settings, Limits limits) {}

    KeySettings(KeyedPoolSettings settings) {
        this.now = settings;
    }

    KeyedPoolSettings now() {
        return now;
    }

    void change(KeyedPoolSettings value) {
        now = value;
    }

    /** {@return what they mean now for the pool of a key, which has this name} */
    Limits of(String name) {
        KeyedPoolSettings all = now;
        Meaning known = meaning;
        if (known == null || !known.settings.equals(all)) {
            known = new Meaning(all, Limits.of(all.each().withInitialSize(0).withFailFast(false)));
            meaning = known;
        }
        return known.limits.named(name);
    }
}
