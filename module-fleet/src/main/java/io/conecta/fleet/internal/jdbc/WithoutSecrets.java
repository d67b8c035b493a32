package io.conecta.fleet.internal.jdbc;

import java.util.regex.Pattern;

/** A driver's message, which may quote the URL with what is in it. */
final class WithoutSecrets {
    private static final Pattern SECRET =
            Pattern.compile("(?i)(pass\\w*|pwd|secret|token|\\w*key)(\\s*[=:]\\s*)[^&;,\\s]+");
    private static final Pattern USER = Pattern.compile("//[^/@\\s]+@");
    private static final int MOST = 300;

    private WithoutSecrets() {}

    static String of(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        String masked = USER.matcher(SECRET.matcher(text).replaceAll("$1$2…")).replaceAll("//…@");
        String line = masked.replaceAll("\\s+", " ").strip();
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
