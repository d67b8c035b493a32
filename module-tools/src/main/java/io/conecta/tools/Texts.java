package io.conecta.tools;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How figures read, and how text from a recording gets into a page. */
final class Texts {
    private static final int LONGEST = 500;

    private Texts() {}

    /** {@return the text as HTML, in content and in attributes; controls, which HTML forbids, are replaced} */
    static String html(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().limit(LONGEST).forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\r', '\t' -> escaped.append(' ');
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        if (text.codePointCount(0, text.length()) > LONGEST) {
            escaped.append("…");
        }
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return !Character.isISOControl(c) && !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
    }

    /** {@return the text as HTML that cannot turn the direction of what stands beside it} */
    static String quoted(@Nullable String text) {
        return "<bdi>" + html(text) + "</bdi>";
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@return the time with three digits or so: "0.42 ms", "17.3 ms", "1.25 s", "2 min 5 s"} */
    static String time(Duration time) {
        double millis = time.toNanos() / 1e6;
        if (millis < 999.5) {
            return digits(millis) + " ms";
        }
        if (millis < 59_950) {
            return digits(millis / 1e3) + " s";
        }
        long seconds = Math.round(millis / 1e3);
        if (seconds < 3_600) {
            return seconds / 60 + " min" + rest(seconds % 60, "s");
        }
        return seconds / 3_600 + " h" + rest(seconds / 60 % 60, "min");
    }

    private static String rest(long amount, String unit) {
        return amount == 0 ? "" : " " + amount + " " + unit;
    }

    private static String digits(double value) {
        String format = value == 0 || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
