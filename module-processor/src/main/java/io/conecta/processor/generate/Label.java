package io.conecta.processor.generate;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a console's form calls a key. */
final class Label {
    /** Before a capital that follows a small letter or a digit, or that begins a word after capitals; at signs. */
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|[-_.\\s]+");

    private Label() {}

    /** {@return the key as words: {@code keyStorePath} is "Key store path", {@code useTLS} "Use TLS"} */
    static String of(String key) {
        String words = BETWEEN_WORDS
                .splitAsStream(key)
                .filter(word -> !word.isEmpty())
                .map(word -> isAcronym(word) ? word : word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? key : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static boolean isAcronym(String word) {
        return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    }
}
