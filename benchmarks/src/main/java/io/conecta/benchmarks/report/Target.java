package io.conecta.benchmarks.report;

import java.util.OptionalDouble;

/**
 * A target, and how far it was met.
 *
 * @param work what was measured
 * @param against the rival or the unit
 * @param atLeast whether the bound is a lower one
 * @param bound what is asked for
 * @param measured what was found; empty if it was not measured
 * @param detail the numbers behind it
 */
public record Target(
        String work, String against, boolean atLeast, double bound, OptionalDouble measured, String detail) {

    /** How a target ends. */
    public enum Verdict {
        MET("met"),
        MISSED("FALLS SHORT"),
        OPEN("not measured");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Rounded as it is printed, so that no row contradicts itself. */
    public Verdict verdict() {
        if (measured.isEmpty()) {
            return Verdict.OPEN;
        }
        double rounded = Math.rint(measured.getAsDouble() * 100) / 100;
        return (atLeast ? rounded >= bound : rounded <= bound) ? Verdict.MET : Verdict.MISSED;
    }

    /** The target as people write it. */
    public String goal() {
        return "%s %s %s".formatted(atLeast ? "≥" : "≤", Text.number(bound), against);
    }

    /** The measured value. */
    public String found() {
        return measured.isEmpty() ? "–" : Text.number(measured.getAsDouble());
    }
}
