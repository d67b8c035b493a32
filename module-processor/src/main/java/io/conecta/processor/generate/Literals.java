package io.conecta.processor.generate;

import io.conecta.processor.model.DurationText;
import java.time.Duration;

/** Constants as Java source. */
final class Literals {
    private Literals() {}

    /** {@return a string literal} */
    static String of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < ' ' || c > '~') {
                        literal.append(String.format("\\u%04x", (int) c));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }

    /** {@return a character literal} */
    static String of(char c) {
        String text = of(String.valueOf(c));
        return c == '\'' ? "'\\''" : c == '"' ? "'\"'" : "'" + text.substring(1, text.length() - 1) + "'";
    }

    /** {@return an integer literal} */
    static String of(long number) {
        return number == (int) number ? String.valueOf(number) : number + "L";
    }

    /** {@return a duration, as configuration reads it} */
    static String duration(String text, JavaFile file) {
        Duration time = DurationText.parse(text);
        if (time == null || time.equals(DurationText.FOREVER)) {
            return file.use("io.conecta.PoolSettings") + ".FOREVER";
        }
        String type = file.use("java.time.Duration");
        if (time.isZero()) {
            return type + ".ZERO";
        }
        if (time.getNano() % 1_000_000 != 0) {
            return type + ".ofSeconds(" + of(time.getSeconds()) + ", " + time.getNano() + ")";
        }
        if (time.getNano() != 0) {
            return type + ".ofMillis(" + of(time.toMillis()) + ")";
        }
        long seconds = time.getSeconds();
        if (seconds % 86_400 == 0) {
            return type + ".ofDays(" + of(seconds / 86_400) + ")";
        }
        if (seconds % 3_600 == 0) {
            return type + ".ofHours(" + of(seconds / 3_600) + ")";
        }
        return seconds % 60 == 0
                ? type + ".ofMinutes(" + of(seconds / 60) + ")"
                : type + ".ofSeconds(" + of(seconds) + ")";
    }
}
