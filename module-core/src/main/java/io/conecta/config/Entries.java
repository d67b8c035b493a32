package io.conecta.config;

import io.conecta.internal.runtime.Secrets;
import io.conecta.internal.runtime.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration holds, found by key however it is spelled: {@code maxSize}, {@code max-size}, {@code max_size},
 * {@code MAX_SIZE}, {@code MAXSIZE} and, kept from a service's properties, {@code .maxSize} are one key.
 */
final class Entries {
    /** Before a key: not to be published as a service property. */
    private static final String PRIVATE = ".";

    /** By key without case and separators; several under one are spellings of the same key. */
    private final Map<String, List<Entry>> all = new LinkedHashMap<>();

    /** How a key is written where it comes from. */
    private final UnaryOperator<String> written;

    /**
     * A key with its value.
     *
     * @param key as the configuration spells it
     * @param written as mistakes name it: the key, or more, if the configuration is a part of something
     */
    record Entry(String key, String written, Object value) {
        boolean isPrivate() {
            return key.startsWith(PRIVATE);
        }

        /** {@return the key without what keeps it private} */
        String plainKey() {
            return isPrivate() ? key.substring(PRIVATE.length()) : key;
        }

        /** {@return the value as mistakes may tell it} */
        String shown() {
            return isPrivate() ? Secrets.HIDDEN : TextForm.shown(key, value);
        }
    }

    Entries(Map<String, ?> entries, UnaryOperator<String> written) {
        this.written = written;
        entries.forEach((key, value) -> {
            if (value != null) {
                Entry entry = entry(key, value);
                all.computeIfAbsent(Spelling.bare(entry.plainKey()), bare -> new ArrayList<>())
                        .add(entry);
            }
        });
    }

    /** {@return an entry of this configuration, in it or not} */
    Entry entry(String key, Object value) {
        return new Entry(key, written.apply(key), value);
    }

    /** {@return a key as mistakes name it: as it is there, or as it would be} */
    String written(String key) {
        Entry entry = find(key);
        return entry == null ? written.apply(key) : entry.written();
    }

    /** {@return what stands under a key; any one, if it is there in several spellings} */
    @Nullable
    Entry find(String key) {
        List<Entry> found = all.get(Spelling.bare(key));
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    /** {@return a key as it is spelled here, itself if it is not here} */
    String keyOf(String key) {
        Entry entry = find(key);
        return entry == null ? key : entry.key();
    }

    /** Puts an object under a key, in place of whatever is there; none, if it is null. */
    void put(String key, @Nullable Object object) {
        List<Entry> one = new ArrayList<>();
        if (object != null) {
            one.add(entry(key, object));
        }
        all.put(Spelling.bare(key), one);
    }

    /** {@return the mistakes: a known key in two spellings; a key that nobody knows, whose value is not repeated} */
    List<String> mistakes(List<String> known, boolean strict) {
        List<String> bareKnown = known.stream().map(Spelling::bare).toList();
        List<String> mistakes = new ArrayList<>();
        all.forEach((bare, entries) -> {
            if (!bareKnown.contains(bare)) {
                entries.forEach(entry -> unknown(entry, known, strict, mistakes));
            } else if (entries.size() > 1) {
                String keys = entries.stream()
                        .sorted(Comparator.comparing(Entry::isPrivate).thenComparing(Entry::key))
                        .map(Entry::written)
                        .collect(Collectors.joining(" and "));
                mistakes.add(keys + ": are one key in several spellings; keep one of them");
            }
        });
        return mistakes;
    }

    private void unknown(Entry entry, List<String> known, boolean strict, List<String> mistakes) {
        String plain = entry.plainKey();
        if (plain.contains(".")) {
            if (!plain.equals(PoolConfiguration.POOL_NAME)
                    && Spelling.sure(plain, List.of(PoolConfiguration.POOL_NAME)) != null) {
                mistakes.add(Secrets.hidden(entry.written()) + ": no such key; did you mean "
                        + PoolConfiguration.POOL_NAME + "?");
            }
            return;
        }
        List<String> candidates = new ArrayList<>(known);
        candidates.add(PoolConfiguration.POOL_NAME);
        String meant = strict ? Spelling.closest(plain, candidates) : Spelling.sure(plain, candidates);
        if (meant != null) {
            String instead = written.apply(entry.key().replace(plain, meant));
            mistakes.add(Secrets.hidden(entry.written()) + ": no such key; did you mean " + instead + "?");
        } else if (strict) {
            mistakes.add(Secrets.hidden(entry.written()) + ": no such key; there are " + String.join(", ", known));
        }
    }
}
