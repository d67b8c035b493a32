package io.conecta.shell;

import io.conecta.PoolSettings;
import java.time.Duration;

/** Values as the configuration writes them. */
final class Texts {
    private Texts() {}

    /** {@return such as {@code 1h30m}, {@code 250ms} or {@code off}} */
    static String of(Duration duration) {
        if (duration.equals(PoolSettings.FOREVER)) {
            return "off";
        }
        StringBuilder text = new StringBuilder();
        part(text, duration.toDays(), "d");
        part(text, duration.toHoursPart(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, duration.toMillisPart(), "ms");
        return text.length() == 0 ? "0s" : text.toString();
    }

    /** {@return an age, to the second once it is more than that} */
    static String age(Duration age) {
        return of(age.toSeconds() > 0 ? Duration.ofSeconds(age.toSeconds()) : age);
    }

    /** {@return the number, or {@code none} if there is no limit} */
    static String of(int limit) {
        return limit == PoolSettings.UNLIMITED ? "none" : String.valueOf(limit);
    }

    private static void part(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
