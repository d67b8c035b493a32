package io.conecta.internal.runtime;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 500ms}, {@code 5s}, {@code 1h30m}, {@code PT5S}, {@code off}.
 *
 * <p>The annotation processor checks the same grammar when it compiles; both are tested against one table of cases.
 */
public final class DurationText {
    /** What "off" stands for: {@link PoolSettings#FOREVER}. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    /** What a text that is no duration should have been. */
    public static final String WANTED = "a duration such as 500ms, 5s, 1h30m or PT5S, or off";

    /** Loaded by who reads a text. */
    private static final class Grammar {
        /** Units from the largest; each at most once. */
        private static final Pattern UNITS = Pattern.compile(
                "(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?" + "(?:(\\d+)ms)?(?:(\\d+)us)?(?:(\\d+)ns)?");
    }

    private DurationText() {}

    /**
     * {@return the duration as {@link #parse} reads it, {@code 1m30s}, or {@code off} if it counts as for ever; with a minus before it if it
     * is negative}
     */
    public static String of(Duration duration) {
        return isForEver(duration) ? "off" : parts(duration);
    }

    /** {@return whether it is so long that it never ends} */
    public static boolean isForEver(Duration duration) {
        return Clock.nanos(duration) == Clock.FOREVER;
    }

    /** {@return how long something has lasted, as {@link #of} writes it, in whole milliseconds} */
    public static String age(Duration duration) {
        return of(isForEver(duration) ? duration : Duration.ofMillis(duration.toMillis()));
    }

    private static String parts(Duration duration) {
        if (duration.isNegative()) {
            boolean least = duration.toSeconds() == Long.MIN_VALUE; // Which has no positive counterpart.
            return "-" + parts(least ? Duration.ofSeconds(Long.MAX_VALUE) : duration.negated());
        }
        StringBuilder text = new StringBuilder();
        part(text, duration.toDays(), "d");
        part(text, duration.toHoursPart(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, duration.toMillisPart(), "ms");
        part(text, duration.toNanosPart() / 1_000 % 1_000, "us");
        part(text, duration.toNanosPart() % 1_000, "ns");
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    /** {@return the duration, {@link #FOREVER} for "off"; null if the text is not one} */
    public static @Nullable Duration parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (isOff(plain)) {
            return FOREVER;
        }
        try {
            return plain.startsWith("p") || plain.startsWith("-p") ? Duration.parse(plain) : units(plain);
        } catch (DateTimeException | ArithmeticException | NumberFormatException tooLargeOrMalformed) {
            return null;
        }
    }

    /** Whether the text, in lower case, stands for an absent limit. */
    public static boolean isOff(String plain) {
        return plain.equals("off") || plain.equals("none") || plain.equals("unlimited") || plain.equals("false");
    }

    private static @Nullable Duration units(String plain) {
        Matcher matcher = Grammar.UNITS.matcher(plain);
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
