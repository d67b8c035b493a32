package io.conecta.processor;

import java.util.Random;

/** Types and names at random, for annotated classes; the same ones for the same seed. */
abstract class MutantWords {
    private static final String[] TYPES = """
            int; long; char; boolean; byte; double; Integer; Boolean; String; Object; String[]; int[]; int[][];
            java.util.List<String>; java.util.List<? extends Number>; java.util.List<String>[];
            java.util.Map<String, int[]>; java.time.Duration; java.nio.file.Path; java.net.URI;
            java.net.InetAddress; Class<?>; Class<? extends Number>; Class<Runnable>; Class<? super Integer>;
            Class<? extends java.util.List<String>>; Class; java.util.List; Thread.State;
            java.util.Map.Entry<String, ?>; Runnable; java.util.Optional<String>; java.time.LocalDate;
            java.util.UUID; X; X[]; java.util.List<X>; Class<? extends X>; NewFunc; Pool; Duration; Hidden;
            Nested; Nested.Deep; Level; Inner; java.util.Locale; char[]; java.io.File; java.net.URL;
            java.nio.charset.Charset; java.util.regex.Pattern; java.math.BigDecimal; java.time.ZoneId;
            java.util.Optional<java.time.Duration>; java.util.Optional<? extends X>; java.util.Set<Level>;
            java.util.Set<? extends Number>; java.util.List<java.net.URL>; java.util.Map<String, String>;
            java.util.function.Supplier<? super Integer[]>; @Deprecated Void; Comparable<Comparable<String>>""".strip().split("\\s*;\\s*");

    /** Names that generated code has uses for. */
    private static final String[] NAMES = """
            configuration properties object failures newFunc name maxSize pool settings java io type builder create record $ _x gr\u00f6\u00dfe DEFAULTS check named""".strip().split(" ");

    final Random random = new Random(Long.getLong("conecta.mutation.seed", 20260101L));

    final String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    final boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** Whether the mutant at hand is strange, but right. */
    boolean tame;

    final String type(boolean hasVariable) {
        String type = any(TYPES);
        if (tame && type.equals("Hidden")) {
            return "Nested";
        }
        return hasVariable ? type : type.replaceAll("\\bX\\b", "Number");
    }

    /** Whether a type can be a key whatever else is there. */
    static boolean fitsAsKey(String type) {
        return !type.endsWith("]") && !type.matches(".*\\bX\\b.*");
    }

    /** A default that fits a type, as javac would take it; empty for types that have none here. */
    static String fitting(String type) {
        return switch (type) {
            case "int", "long", "byte", "Integer" -> "7";
            case "double", "java.math.BigDecimal" -> ".5";
            case "char" -> "'";
            case "boolean", "Boolean" -> "true";
            case "String", "java.util.Optional<String>" -> "\\ \\\" %s";
            case "java.time.Duration", "java.util.Optional<java.time.Duration>" -> "1m30s";
            case "java.net.URI" -> "a:b";
            case "java.util.List<java.net.URL>" -> "http://a,http://b";
            case "java.util.Map<String, String>" -> "a=1";
            case "java.util.Locale" -> "de-CH";
            case "Level" -> "LOW";
            case "java.util.Set<Level>" -> "LOW,HIGH";
            case "Thread.State" -> "NEW";
            default -> "";
        };
    }

    /** A type that may be null, where the annotation is one of types. */
    static String nullable(String type) {
        String annotation = "@Typed.Nullable ";
        if (type.contains(".") || type.contains("@")) {
            return type;
        }
        return type.endsWith("[]") ? type.replaceFirst("\\[]", " " + annotation + "[]") : annotation + type;
    }

    final String name(String prefix, int i) {
        return oneIn(4) ? (tame ? "_" : "") + any(NAMES) + (oneIn(2) && i == 0 ? "" : String.valueOf(i)) : prefix + i;
    }
}
