package io.conecta.config;

import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Secrets;
import io.conecta.internal.runtime.Spelling;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How values are written as text, and what a configuration's mistakes say about the text that a type wants. */
final class TextForm {
    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(Byte.class, "a whole number from -128 to 127"),
            Map.entry(Short.class, "a whole number from -32768 to 32767"),
            Map.entry(Integer.class, "a whole number (int)"),
            Map.entry(Long.class, "a whole number (long)"),
            Map.entry(Float.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(Character.class, "a single character"),
            Map.entry(Duration.class, DurationText.WANTED),
            Map.entry(Path.class, "a path of the file system"),
            Map.entry(URI.class, "a URI such as tcp://localhost:7000"),
            Map.entry(InetAddress.class, "a host name that resolves, or an IP address"),
            Map.entry(Class.class, "the name of a class that can be loaded"),
            Map.entry(URL.class, "a URL such as https://localhost:8443/path, of a protocol known here"),
            Map.entry(Charset.class, "a character set known here, such as UTF-8"),
            Map.entry(UUID.class, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
            Map.entry(Pattern.class, "a regular expression"),
            Map.entry(BigInteger.class, "a whole number"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(Locale.class, "a language tag such as de-CH"),
            Map.entry(Instant.class, "an instant such as 2024-12-31T23:59:59Z"),
            Map.entry(LocalDate.class, "a date such as 2024-12-31"),
            Map.entry(LocalTime.class, "a time such as 23:59"),
            Map.entry(LocalDateTime.class, "a date and time such as 2024-12-31T23:59"),
            Map.entry(Period.class, "a period such as P1Y2M3D"),
            Map.entry(ZoneId.class, "a time zone such as Europe/Zurich or +01:00"));

    static final String MAP = "entries such as a=1, no key twice";

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private TextForm() {}

    /** {@return a text parted at its commas, without the blanks around them; none if it is blank} */
    static List<String> parts(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(COMMA.split(stripped, -1));
    }

    /** {@return a locale by its language tag, in which '_' may stand for '-'} */
    static Locale locale(String text) {
        String tag = text.strip().replace('_', '-');
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("is no language tag; und stands for no language");
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException quotes) {
            throw new IllegalArgumentException("must be " + WORDS.get(Locale.class));
        }
    }

    /** {@return a URL, unless its protocol is unknown} What the JDK throws quotes the text, which may hold a secret. */
    static URL url(String text) {
        try {
            return URI.create(text.strip()).toURL();
        } catch (MalformedURLException | IllegalArgumentException quotes) {
            throw new IllegalArgumentException("must be " + WORDS.get(URL.class));
        }
    }

    /**
     * {@return what tells whether a value has changed: its text, for types that are equal by identity or that ask the network}
     */
    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof URL url) {
            return url.toExternalForm();
        }
        if (value instanceof Pattern pattern) {
            return List.of(pattern.pattern(), pattern.flags());
        }
        if (value instanceof char[] secret) {
            return secret.clone(); // Who got the array may blank it.
        }
        if (value instanceof List<?> || value instanceof Set<?>) {
            return ((Collection<?>) value).stream().map(TextForm::comparable).toList();
        }
        return value;
    }

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
