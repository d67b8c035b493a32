package io.conecta.fleet.internal;

import java.util.Map;

/**
 * What the optimiser tells a member.
 *
 * @param grant the permits that the ledger holds for it
 * @param epoch counts the changes of its grant
 * @param ask the permits that it is to come down to; at least {@code grant} if nothing is wanted of it
 * @param limit the limit in force
 * @param members how many members there are
 * @param rank how many of them joined before this one
 * @param quarantined permits in quarantine
 * @param free permits that nobody has
 * @param restMillis how much longer the last of the quarantine lasts
 * @param word the ledger's word: another word is another ledger
 */
public record Mail(
        int grant,
        long epoch,
        int ask,
        int limit,
        int members,
        int rank,
        int quarantined,
        int free,
        long restMillis,
        String word) {
    private static final int MOST_CHARACTERS = 200;

    /** {@return the text that {@link #parse} reads} */
    public String text() {
        return "g=" + grant + " e=" + epoch + " a=" + ask + " n=" + limit + " c=" + members + " r=" + rank + " q="
                + quarantined + " f=" + free + " z=" + restMillis + " l=" + word;
    }

    public static Mail parse(String text) throws MalformedException {
        Map<String, String> fields = Words.fields(text, MOST_CHARACTERS);
        return new Mail(
                Words.permits(fields, "g"),
                Words.number(fields, "e"),
                Words.permits(fields, "a"),
                Words.permits(fields, "n"),
                Words.permits(fields, "c"),
                Words.permits(fields, "r"),
                Words.permits(fields, "q"),
                Words.permits(fields, "f"),
                Words.millis(fields, "z"),
                Words.id(fields.getOrDefault("l", "")));
    }
}
