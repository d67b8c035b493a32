package io.conecta;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a configuration's mistakes say about the text that a type wants. */
final class TextForm {
    static final String DURATION = "a duration such as 500ms, 5s, 1h30m or PT5S, or off";

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(Byte.class, "a whole number from -128 to 127"),
            Map.entry(Short.class, "a whole number from -32768 to 32767"),
            Map.entry(Integer.class, "a whole number (int)"),
            Map.entry(Long.class, "a whole number (long)"),
            Map.entry(Float.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(Character.class, "a single character"),
            Map.entry(Duration.class, DURATION),
            Map.entry(Path.class, "a path of the file system"),
            Map.entry(URI.class, "a URI such as tcp://localhost:7000"),
            Map.entry(InetAddress.class, "a host name that resolves, or an IP address"),
            Map.entry(Class.class, "the name of a class that can be loaded"));

    private TextForm() {}

    /** {@return the way out: what to write, and what may have been meant} */
    static String of(Class<?> type, String text) {
        String words = WORDS.get(type);
        if (words != null) {
            return words;
        }
        Object @Nullable [] constants = type.getEnumConstants();
        if (constants == null) {
            return "text of a " + type.getSimpleName();
        }
        var names = Arrays.stream(constants)
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        String meant = Spelling.closest(text, names);
        return names.stream().collect(Collectors.joining(", ", "one of ", ""))
                + (meant == null ? "" : "; did you mean " + meant + "?");
    }
}
