package io.conecta.processor.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One in how many, as people write it: {@code off}, {@code all}, {@code 1/100}. The runtime has a parser of its own; both are tested
 * against one table of cases.
 */
public final class Sampling {
    private static final Pattern ONE_IN = Pattern.compile("1\\s*/\\s*(\\d+)");

    private Sampling() {}

    /** {@return the text in its normal form; null if it is none of these} */
    public static @Nullable String normal(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("all") || plain.equals("true")) {
            return "all";
        }
        if (plain.equals("off") || plain.equals("none") || plain.equals("false")) {
            return "off";
        }
        Matcher matcher = ONE_IN.matcher(plain);
        if (!matcher.matches()) {
            return null;
        }
        try {
            long many = Long.parseLong(matcher.group(1));
            return many == 0 ? null : many == 1 ? "all" : "1/" + many;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }
}
