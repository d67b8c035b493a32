package io.conecta.tools;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The time that a chart shows, where in it an instant is, and what its ticks say. */
record TimeAxis(Instant start, Instant end, ZoneId zone) {
    private static final long DAY = 86_400;
    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY,
        30 * DAY
    };
    private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
    private static final DateTimeFormatter MINUTES = format("HH:mm");
    private static final DateTimeFormatter DAYS = format("d MMM");
    private static final DateTimeFormatter MOMENT = format("d MMM HH:mm:ss");
    private static final DateTimeFormatter WHOLE = format("d MMMM yyyy, HH:mm:ss");

    /** A tick and what stands below it. */
    record Tick(Instant at, String label) {}

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    Duration length() {
        return Duration.between(start, end);
    }

    /** {@return how far into the axis the instant is: 0 at its start, 1 at its end; never outside} */
    double position(Instant at) {
        double position = Duration.between(start, at).toNanos() / (double) length().toNanos();
        return Math.min(1, Math.max(0, position));
    }

    /** {@return the instant so far into the axis} */
    Instant at(double position) {
        return start.plusNanos(Math.round(position * length().toNanos()));
    }

    /** {@return ticks at round times, so many at most, or one less or more} */
    List<Tick> ticks(int most) {
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && length().toSeconds() / STEPS[i] <= most; i--) {
            step = STEPS[i];
        }
        DateTimeFormatter format = step >= DAY ? DAYS : step >= 60 ? MINUTES : SECONDS;
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime midnight = start.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        long passed = Duration.between(midnight.toInstant(), start).toSeconds() / step * step;
        for (ZonedDateTime at = midnight.plusSeconds(passed); !at.toInstant().isAfter(end); at = at.plusSeconds(step)) {
            if (!at.toInstant().isBefore(start)) {
                ticks.add(new Tick(at.toInstant(), format.format(at)));
            }
        }
        return ticks;
    }

    /** {@return the time of day, with the date if the axis is longer than a day} */
    String label(Instant at) {
        return (length().toSeconds() >= DAY ? MOMENT : SECONDS).format(at.atZone(zone));
    }

    /** {@return from when to when, with the date} */
    String whole() {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime to = end.atZone(zone);
        boolean oneDay = from.toLocalDate().equals(to.toLocalDate());
        return WHOLE.format(from) + " to " + (oneDay ? SECONDS : WHOLE).format(to);
    }
}
