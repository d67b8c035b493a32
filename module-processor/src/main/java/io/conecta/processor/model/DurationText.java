package io.conecta.processor.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them, by the grammar of {@code PoolConfiguration.duration}: {@code 500ms}, {@code 1h30m},
 * {@code PT5S}, {@code off}. The runtime has a parser of its own; both are tested against one table of cases.
 */
public final class DurationText {
    /** What "off" stands for. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    /** Units from the largest; each at most once. */
    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?(?:(\\d+)us)?(?:(\\d+)ns)?");

    private DurationText() {}

    /** {@return the duration, {@link #FOREVER} for "off"; null if the text is not one} */
    public static @Nullable Duration parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("off") || plain.equals("none") || plain.equals("unlimited") || plain.equals("false")) {
            return FOREVER;
        }
        try {
            return plain.startsWith("p") || plain.startsWith("-p") ? Duration.parse(plain) : units(plain);
        } catch (DateTimeException | ArithmeticException | NumberFormatException tooLargeOrMalformed) {
            return null;
        }
    }

    private static @Nullable Duration units(String plain) {
        Matcher matcher = UNITS.matcher(plain);
        if (plain.isEmpty() || !matcher.matches()) {
            return null;
        }
        return Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4))
                .plusMillis(number(matcher, 5))
                .plus(Duration.of(number(matcher, 6), ChronoUnit.MICROS))
                .plusNanos(number(matcher, 7));
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
