package io.conecta;

import java.lang.reflect.Array;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** {@return a value as a mistake repeats it: the items of an array or collection, nothing of a secret} */
    static String shown(String key, Object value) {
        if (Secrets.isKey(key)) {
            return Secrets.HIDDEN;
        }
        Collection<?> items = items(value);
        return items == null
                ? Secrets.hidden(text(value))
                : items.stream()
                        .map(item -> Secrets.hidden(text(item)))
                        .toList()
                        .toString();
    }

    /** {@return a value as text, a duration as a configuration writes it} */
    static String text(@Nullable Object value) {
        return value instanceof Duration duration ? DurationText.of(duration) : String.valueOf(value);
    }

    /** {@return the items of a collection or of an array, null if it is neither} */
    static @Nullable Collection<?> items(Object value) {
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(index -> Array.get(value, index))
                    .toList();
        }
        return value instanceof Collection<?> collection ? collection : null;
    }

    /** {@return the one item of a collection or of an array that has one, any other value itself} */
    static Object single(Object value) {
        Collection<?> items = items(value);
        Object only =
                items == null || items.size() != 1 ? null : items.iterator().next();
        return only == null ? value : only;
    }

    /** {@return what was thrown, and its cause if that says more; neither is trusted to describe itself} */
    static String thrown(Throwable thrown) {
        try {
            Throwable cause = thrown.getCause();
            String text = String.valueOf(thrown);
            boolean said = cause == null || text.contains(String.valueOf(cause.getMessage()));
            return said ? text : text + ", caused by " + cause;
        } catch (RuntimeException | Error mute) {
            return thrown.getClass().getName();
        }
    }

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
