package io.conecta.fleet.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells the others.
 *
 * @param want objects that it would use now
 * @param taken objects that it has, from the start of a creation to the end of the close
 * @param promise the permits that it will not exceed until its epoch is a newer one
 * @param promiseEpoch the epoch of the grant that it promises this for
 * @param epoch the epoch that it knows
 * @param ask the last ask that it knows
 * @param floor permits that it is to have always
 * @param limit the limit that it is configured with
 * @param offline permits that are used without contact, by all members together
 * @param reserve permits for newcomers that it is configured with; below zero: what suits the fleet's size
 * @param quarantineMillis how long its permits stay unused should it vanish
 * @param waitedMillis for how long it has wanted an object and had no permit
 * @param leaving whether it is about to leave
 * @param word the word of the ledger whose epoch it knows, empty if it knows none
 * @param was ids of former sessions of its process, whose permits it claims
 */
public record Publication(
        int want,
        int taken,
        int promise,
        long promiseEpoch,
        long epoch,
        int ask,
        int floor,
        int limit,
        int offline,
        int reserve,
        long quarantineMillis,
        long waitedMillis,
        boolean leaving,
        String word,
        List<String> was) {
    private static final int MOST_CHARACTERS = 2000;
    private static final int MOST_FORMER = 32;
    /** Who has no permit waits for so long, then another who has one gives way. */
    private static final long TURN_MILLIS = 5_000;

    public Publication {
        was = List.copyOf(was);
    }

    /** Whether this differs from what the others know, enough to tell them now. */
    boolean isNewsAfter(@Nullable Publication before) {
        return before == null
                || Math.abs(want - before.want) >= Math.max(1, before.want / 8)
                || promise != before.promise
                || promiseEpoch != before.promiseEpoch
                || epoch != before.epoch
                || ask != before.ask
                || floor != before.floor
                || isDue() != before.isDue()
                || leaving != before.leaving
                || !word.equals(before.word)
                || !was.equals(before.was);
    }

    /** Whether it is its turn, where there are fewer permits than members. */
    boolean isDue() {
        return waitedMillis >= TURN_MILLIS;
    }

    /** {@return the text that {@link #parse} reads} */
    public String text() {
        return "w=" + want + " t=" + taken + " p=" + promise + "/" + promiseEpoch + " s=" + epoch + " a=" + ask + " f="
                + floor + " n=" + limit + " q=" + quarantineMillis + (offline > 0 ? " o=" + offline : "")
                + (reserve >= 0 ? " r=" + reserve : "") + (waitedMillis > 0 ? " u=" + waitedMillis : "")
                + (leaving ? " x=1" : "")
                + (word.isEmpty() ? "" : " l=" + word)
                + (was.isEmpty() ? "" : " was=" + String.join(",", was));
    }

    public static Publication parse(String text) throws MalformedException {
        Map<String, String> fields = Words.fields(text, MOST_CHARACTERS);
        String promise = fields.getOrDefault("p", "0/0");
        int slash = promise.indexOf('/');
        if (slash < 0) {
            throw new MalformedException("a promise must be permits/epoch", promise);
        }
        return new Publication(
                Words.permits(fields, "w"),
                Words.permits(fields, "t"),
                Words.permits(promise.substring(0, slash)),
                Words.number(promise.substring(slash + 1)),
                Words.number(fields, "s"),
                Words.permits(fields, "a"),
                Words.permits(fields, "f"),
                Words.permits(fields, "n"),
                Words.permits(fields, "o"),
                fields.containsKey("r") ? Words.permits(fields, "r") : -1,
                Words.millis(fields, "q"),
                Words.number(fields, "u"),
                fields.containsKey("x"),
                fields.containsKey("l") ? Words.id(fields.get("l")) : "",
                former(fields.getOrDefault("was", "")));
    }

    private static List<String> former(String text) throws MalformedException {
        List<String> ids = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String id : text.split(",", -1)) {
                ids.add(Words.id(id));
            }
        }
        if (ids.size() > MOST_FORMER) {
            throw new MalformedException("at most " + MOST_FORMER + " former ids are read", text);
        }
        return ids;
    }
}
