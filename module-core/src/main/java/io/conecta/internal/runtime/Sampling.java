package io.conecta.internal.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Of how many loans one is recorded, as people write it: {@code off}, {@code all}, {@code 1/100}; {@code false} and {@code true} are the
 * first two.
 *
 * <p>The annotation processor checks the same grammar when it compiles; both are tested against one table of cases.
 */
public final class Sampling {
    /** What a text that is none of these should have been. */
    static final String WANTED = "off, all or 1/N with a whole number N >= 1";

    private static final String OFF = "off";
    private static final String ALL = "all";

    /** Loaded by who reads a text. */
    private static final class Grammar {
        private static final Pattern ONE_IN = Pattern.compile("1\\s*/\\s*(\\d+)");
    }

    private Sampling() {}

    /** {@return the text in its normal form; null if it is none of these} In lower case, without blanks around it. */
    static @Nullable String normal(String plain) {
        if (plain.equals(ALL) || plain.equals("true")) {
            return ALL;
        }
        if (plain.equals(OFF) || plain.equals("none") || plain.equals("false")) {
            return OFF;
        }
        Matcher matcher = Grammar.ONE_IN.matcher(plain);
        if (!matcher.matches()) {
            return null;
        }
        try {
            long many = Long.parseLong(matcher.group(1));
            return many == 0 ? null : many == 1 ? ALL : "1/" + many;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /** {@return of how many loans one is recorded, 0 for none} Of a text in its normal form. */
    public static long every(String normal) {
        return switch (normal) {
            case OFF -> 0;
            case ALL -> 1;
            default -> Long.parseLong(normal.substring(2));
        };
    }
}
