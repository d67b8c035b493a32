package io.conecta.internal.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where an option is declared: its key, what its value is, its default and its least value. Settings check, print and compare
 * by it, and configurations read by it.
 *
 * <p>What cannot be derived is written elsewhere by hand: the methods of settings and builders, the attribute of {@code @Pooled}, the
 * processor's list (which has the sentence that forms show), the table in the README. CONTRIBUTING.md lists the files, and a test in
 * the processor compares all of them. What only keyed pools have is in their settings, builder and reader alone.
 */
public enum Option {
    NAME("name", Kind.NAME, "", 0),
    MAX_SIZE("maxSize", Kind.LIMIT, 10, 0),
    INITIAL_SIZE("initialSize", Kind.NUMBER, 1, 0),
    MIN_IDLE("minIdle", Kind.NUMBER, 0, 0),
    MAX_WAITERS("maxWaiters", Kind.LIMIT, Integer.MAX_VALUE, 0),
    PING_MAX_RETRIES("pingMaxRetries", Kind.NUMBER, 3, 1),
    MAX_USES("maxUses", Kind.LIMIT, Integer.MAX_VALUE, 1),
    BORROW_TIMEOUT("borrowTimeout", Kind.TIME, Duration.ofSeconds(30), 0),
    CREATE_TIMEOUT("createTimeout", Kind.TIME, Duration.ofSeconds(30), 1),
    MAX_CREATING("maxCreating", Kind.NUMBER, 16, 1),
    RETRY_DELAY("retryDelay", Kind.TIME, Duration.ofSeconds(1), 1),
    WAIT_WHEN_DOWN("waitWhenDown", Kind.FLAG, false, 0),
    QUEUE_TARGET("queueTarget", Kind.TIME, DurationText.FOREVER, 1),
    QUEUE_INTERVAL("queueInterval", Kind.TIME, Duration.ofSeconds(1), 1),
    RENEW_OVER("renewOver", Kind.TIME, Duration.ZERO, 0),
    PING_TIMEOUT("pingTimeout", Kind.TIME, Duration.ofSeconds(5), 1),
    CLOSE_TIMEOUT("closeTimeout", Kind.TIME, Duration.ofSeconds(5), 1),
    HOOK_TIMEOUT("hookTimeout", Kind.TIME, Duration.ofSeconds(30), 1),
    SCAN_INTERVAL("scanInterval", Kind.TIME, Duration.ofSeconds(10), 1),
    PING_IDLE_AFTER("pingIdleAfter", Kind.TIME, DurationText.FOREVER, 0),
    IDLE_TIMEOUT("idleTimeout", Kind.TIME, DurationText.FOREVER, 1),
    MAX_LIFETIME("maxLifetime", Kind.TIME, DurationText.FOREVER, 1),
    LEAK_THRESHOLD("leakThreshold", Kind.TIME, DurationText.FOREVER, 1),
    RECLAIM_LEAKED("reclaimLeaked", Kind.FLAG, false, 0),
    LEAK_TRACES("leakTraces", Kind.SAMPLE, "off", 0),
    FAIL_ON_DEADLOCK("failOnDeadlock", Kind.FLAG, false, 0),
    FAIL_FAST("failFast", Kind.FLAG, true, 0),
    STRICT("strict", Kind.FLAG, false, 0),
    JMX("jmx", Kind.FLAG, false, 0),
    BUDGET("budget", Kind.REFERENCE, "none", 0),
    MIN_SHARE("minShare", Kind.NUMBER, 0, 0);

    /** What the value of an option is, and how it is written. */
    public enum Kind {
        /** A {@code String} that is shown everywhere. */
        NAME,
        /** An {@code int}. */
        NUMBER,
        /** An {@code int}; the largest is no limit, and written {@code none}. */
        LIMIT,
        /** A {@code Duration}; the longest is never, and written {@code off}. */
        TIME,
        /** A {@code boolean}. */
        FLAG,
        /** A {@code String}, one in how many, in the normal form of {@link Sampling}. */
        SAMPLE,
        /** A {@code String}, the name of something of the process's, or {@code none}. */
        REFERENCE;

        /** {@return whether a value is one of this kind, other than its text} */
        boolean holds(Object value) {
            return switch (this) {
                case NAME -> value instanceof String;
                case NUMBER, LIMIT -> value instanceof Integer;
                case TIME -> value instanceof Duration;
                case FLAG -> value instanceof Boolean;
                case SAMPLE, REFERENCE -> false; // It is its text, which may be in any form.
            };
        }
    }

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final String key;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // String, Integer, Duration or Boolean.
    private final Object byDefault;

    private final int least;

    Option(String key, Kind kind, Object byDefault, int least) {
        this.key = key;
        this.kind = kind;
        this.byDefault = byDefault;
        this.least = least;
    }

    /**
     * {@return the option with a key}
     *
     * @throws IllegalArgumentException if there is none, with the nearest, or else with all
     */
    public static Option of(String key) {
        Objects.requireNonNull(key, "key");
        for (Option option : values()) {
            if (option.key.equals(key)) {
                return option;
            }
        }
        String meant =
                Spelling.closest(key, Arrays.stream(values()).map(Option::key).toList());
        throw new IllegalArgumentException("no option " + Secrets.hidden(key) + "; "
                + (meant == null
                        ? Arrays.stream(values()).map(Option::key).collect(Collectors.joining(", ", "there are ", ""))
                        : "did you mean " + meant + "?"));
    }

    /**
     * {@return a value of this option out of one of its kind, or out of its text}
     *
     * @throws IllegalArgumentException with key, text and way out
     */
    public Object valueOf(Object value) {
        Objects.requireNonNull(value, key);
        return kind.holds(value) ? value : read(key, value.toString(), Secrets.hidden(value.toString()));
    }

    /** {@return its name, as a method and as a key} */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public Object byDefault() {
        return byDefault;
    }

    /** {@return the least number; for a time, 1 if zero is refused} */
    public int least() {
        return least;
    }

    /** {@return a value as a configuration writes it} */
    public String text(Object value) {
        return switch (kind) {
            case LIMIT -> value.equals(UNLIMITED) ? "none" : value.toString();
            case TIME -> DurationText.of((Duration) value);
            default -> value.toString();
        };
    }

    /**
     * Reads a value as a configuration writes it; it may still be out of bounds.
     *
     * @param written the key as the configuration spells it
     * @param shown the text as a refusal may repeat it
     * @throws IllegalArgumentException with key, text and way out
     */
    public Object read(String written, String text, String shown) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Object value = switch (kind) {
            case NAME -> text;
            case NUMBER -> number(plain);
            case LIMIT -> DurationText.isOff(plain) ? Integer.valueOf(UNLIMITED) : number(plain);
            case TIME -> DurationText.parse(plain);
            case FLAG -> (plain.equals("true") || plain.equals("false")) ? Boolean.valueOf(plain) : null;
            case SAMPLE -> Sampling.normal(plain);
            case REFERENCE -> reference(text.strip(), plain);
        };
        if (value == null) {
            throw new IllegalArgumentException(
                    written + " must be " + wanted() + ", was \"" + shown + "\"; " + wayOut());
        }
        return value;
    }

    /** A blank is no name: a variable that is not set must not take a cap away. */
    private static @Nullable String reference(String name, String plain) {
        return name.isEmpty() ? null : DurationText.isOff(plain) ? "none" : name;
    }

    private static @Nullable Integer number(String plain) {
        try {
            return Integer.valueOf(plain);
        } catch (NumberFormatException notOne) {
            return null;
        }
    }

    /**
     * Refuses a value that makes no sense by itself.
     *
     * @param written the key as the caller spells it
     * @return the value
     * @throws IllegalArgumentException with key, value and way out
     */
    public Object checked(String written, Object value) {
        Objects.requireNonNull(value, written);
        if (kind == Kind.NAME || kind == Kind.REFERENCE) {
            checkName(written, (String) value);
        }
        if (value instanceof Integer number && number < least) {
            throw refused(written + " must be >= " + least, number);
        }
        if (value instanceof Duration time && (time.isNegative() || (time.isZero() && least > 0))) {
            throw refused(written + " must be " + (least > 0 ? "> 0s" : ">= 0s"), time);
        }
        return value;
    }

    private static void checkName(String written, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    written + " must not be blank, was \"" + Threads.inOneLine(name) + "\"; give one or leave it out");
        }
        if (isPlain(name)) {
            return;
        }
        String line = Threads.inOneLine(name);
        if (!line.equals(name)) {
            throw new IllegalArgumentException(written + " must not hold control characters, was \""
                    + Secrets.hidden(line) + "\"; logs show it, a line each, so leave line breaks and the like out");
        }
        if (Secrets.isIn(name)) {
            throw new IllegalArgumentException(written + " must not hold a secret, was \"" + Secrets.hidden(name)
                    + "\"; logs, threads and services show it, so give another");
        }
    }

    /** Whether a name has nothing that could set a secret off. Spares a JVM's first pool the loading of regular expressions. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    /** {@return an exception that says what was wrong, with which value, and the way out} */
    public IllegalArgumentException refused(String fact, Object value) {
        return new IllegalArgumentException(fact + ", was " + text(value) + "; " + wayOut());
    }

    private String wanted() {
        return switch (kind) {
            case NUMBER -> "a whole number";
            case LIMIT -> "a whole number or none";
            case TIME -> DurationText.WANTED;
            case SAMPLE -> Sampling.WANTED;
            case REFERENCE -> "a name or none";
            default -> "true or false";
        };
    }

    private String wayOut() {
        String text = "the default is " + text(byDefault);
        return switch (kind) {
            case LIMIT -> text + (text.endsWith(" none") ? "" : ", and none is no limit");
            case TIME -> text + (text.endsWith(" off") ? "" : ", and off is no limit");
            default -> text;
        };
    }
}
