package io.conecta.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Text {
    private Text() {}

    /** Three digits, or all before the point. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }
}
