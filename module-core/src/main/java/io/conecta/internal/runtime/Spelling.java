package io.conecta.internal.runtime;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what a misspelled key was meant to be. */
public final class Spelling {
    private Spelling() {}

    /** {@return the candidate nearest to the word, null if none is near} */
    public static @Nullable String closest(String word, Collection<String> candidates) {
        String best = null;
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(bare(word), bare(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** {@return the candidate that the word surely stands for, one slip away; null if none} */
    public static @Nullable String sure(String word, Collection<String> candidates) {
        String meant = closest(word, candidates);
        if (meant == null) {
            return null;
        }
        int slips = distance(bare(word), bare(meant));
        return slips == 0 || (slips == 1 && meant.length() >= 6) ? meant : null;
    }

    /** {@return the word without what spellings differ in: case, '-' and '_'} */
    public static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Letters to insert, drop, change or swap with their neighbour. */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int step = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    step = Math.min(step, steps[i - 2][j - 2] + 1);
                }
                steps[i][j] = step;
            }
        }
        return steps[from.length()][to.length()];
    }
}
