package io.conecta.fleet.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared value of a fleet: who holds how many permits. The law is {@code granted() + quarantined() <= capacity()}; a limit that was lowered
 * only stops growth. Not thread-safe: who reads the ledger has a book of its own.
 */
public final class Book {
    private static final String VERSION = "conecta-fleet 1";
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_LINES = 65_000;

    /**
     * What a member holds.
     *
     * @param permits how many
     * @param epoch counts the changes
     * @param quarantineMillis how long they stay unused should it vanish
     */
    public record Grant(int permits, long epoch, long quarantineMillis) {
        Grant changed(int to) {
            return new Grant(to, epoch + 1, quarantineMillis);
        }

        Grant quarantined(long millis) {
            return new Grant(permits, epoch, millis);
        }
    }

    /**
     * What a member held that has vanished: it may still have objects.
     *
     * @param permits how many
     * @param millis how much longer
     */
    public record Quarantine(int permits, long millis) {}

    private final String word;
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, Quarantine> quarantine = new LinkedHashMap<>();
    /** Lines of a newer version, kept as they are. */
    private final List<String> unknown = new ArrayList<>();
    /** Whether a newer version has written something that this one must understand to change the book. */
    private boolean readOnly;

    private int limit;
    private int configured;
    private int offline;

    private Book(String word) {
        this.word = word;
    }

    /** {@return the book of a fleet that nobody has joined yet} */
    public static Book blank(String word) {
        return new Book(word);
    }

    public static Book parse(String text) throws MalformedException {
        if (text.length() > MOST_CHARACTERS) {
            throw new MalformedException(
                    "at most " + MOST_CHARACTERS + " characters are read, there are " + text.length(), text);
        }
        String[] lines = text.split("\n", MOST_LINES + 1);
        if (lines.length > MOST_LINES) {
            throw new MalformedException("at most " + MOST_LINES + " lines are read", text);
        }
        if (lines.length < 2 || !lines[0].startsWith("conecta-fleet ") || !lines[1].startsWith("ledger ")) {
            throw new MalformedException("a ledger must begin with conecta-fleet and its word", text);
        }
        Book book = new Book(Words.id(lines[1].substring("ledger ".length())));
        book.readOnly = !lines[0].equals(VERSION);
        for (int i = 2; i < lines.length; i++) {
            if (!lines[i].isEmpty()) {
                book.line(lines[i]);
            }
        }
        return book;
    }

    private void line(String line) throws MalformedException {
        String[] words = line.split(" ", -1);
        boolean repeated = false;
        if (words[0].equals("limit") && words.length == 3) {
            limit = Words.permits(words[1]);
            configured = Words.permits(words[2]);
        } else if (words[0].equals("offline") && words.length == 2) {
            offline = Words.permits(words[1]);
        } else if (words[0].equals("m") && words.length == 5) {
            Grant grant = new Grant(Words.permits(words[2]), Words.number(words[3]), Words.millis(words[4]));
            repeated = grants.put(Words.id(words[1]), grant) != null;
        } else if (words[0].equals("q") && words.length == 4) {
            repeated =
                    quarantine.put(Words.id(words[1]), new Quarantine(Words.permits(words[2]), Words.millis(words[3])))
                            != null;
        } else {
            readOnly |= words[0].equals("require");
            unknown.add(line);
        }
        if (repeated) {
            throw new MalformedException("each member must stand in the ledger once", line);
        }
    }

    /** {@return the text that {@link #parse} reads} */
    public String text() {
        StringBuilder text =
                new StringBuilder(VERSION + "\nledger " + word + "\nlimit " + limit + " " + configured + "\n");
        if (offline > 0) {
            text.append("offline ").append(offline).append('\n');
        }
        grants.forEach((id, grant) -> text.append("m ")
                .append(id)
                .append(' ')
                .append(grant.permits)
                .append(' ')
                .append(grant.epoch)
                .append(' ')
                .append(grant.quarantineMillis)
                .append('\n'));
        quarantine.forEach((id, rest) -> text.append("q ")
                .append(id)
                .append(' ')
                .append(rest.permits)
                .append(' ')
                .append(rest.millis)
                .append('\n'));
        unknown.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    public String word() {
        return word;
    }

    /** Whether this version may not change it. */
    public boolean isReadOnly() {
        return readOnly;
    }

    public int limit() {
        return limit;
    }

    /** {@return the smallest limit of the members' configurations, as of the last change} */
    public int configured() {
        return configured;
    }

    /** {@return what all members may hold together} */
    public int capacity() {
        return Math.max(0, limit - offline);
    }

    /** The limit in force, from the members' configurations or set while they run. */
    public void limit(int inForce, int fromConfigurations) {
        limit = inForce;
        configured = fromConfigurations;
    }

    /** So many permits are used without contact, by all members together. */
    public void offline(int permits) {
        offline = permits;
    }

    public int offline() {
        return offline;
    }

    public @Nullable Grant grant(String member) {
        return grants.get(member);
    }

    /** {@return who holds something, in the order in which they joined; it may be changed} */
    public Map<String, Grant> grants() {
        return grants;
    }

    /** {@return who vanished, longest ago first; it may be changed} */
    public Map<String, Quarantine> quarantine() {
        return quarantine;
    }

    public int granted() {
        return capped(grants.values().stream().mapToLong(Grant::permits).sum());
    }

    public int quarantined() {
        return capped(
                quarantine.values().stream().mapToLong(Quarantine::permits).sum());
    }

    /** {@return how much longer the last of the quarantine lasts} */
    public long restMillis() {
        return quarantine.values().stream().mapToLong(Quarantine::millis).max().orElse(0);
    }

    /** {@return permits that nobody holds; below zero after the limit was lowered} */
    public int free() {
        return capacity() - granted() - quarantined();
    }

    private static int capped(long sum) {
        return (int) Math.min(sum, Integer.MAX_VALUE / 2);
    }
}
