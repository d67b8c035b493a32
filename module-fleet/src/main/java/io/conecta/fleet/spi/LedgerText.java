package io.conecta.fleet.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of what a ledger holds. What a program hands over is refused if it exceeds them; what is read, which anybody may have written,
 * is left out and reported once.
 *
 * <p>Thread-safe.
 */
public final class LedgerText {
    /** The longest publication, in characters. */
    public static final int PUBLICATION = 2_000;

    /** The longest message, in characters. */
    public static final int MAIL = 200;

    /** The longest value, in bytes of UTF-8. */
    public static final int VALUE = 512 * 1024;

    private static final System.Logger LOG = System.getLogger("io.conecta");
    private static final Pattern FLEET = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,12}");
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int SHOWN = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String ledger;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * Reports of one ledger.
     *
     * @param ledger which one, for the log
     */
    public LedgerText(String ledger) {
        this.ledger = ledger;
    }

    /**
     * The name of a fleet.
     *
     * @param name up to 100 letters, digits, and any of {@code - _ .}, but not {@code .} or {@code ..}
     * @return the same
     * @throws IllegalArgumentException if it is no such name
     */
    public static String fleet(String name) {
        if (!FLEET.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "a fleet's name must be 1 to 100 letters, digits and any of - _ . but not . or .. alone, was \""
                            + printable(name) + "\"");
        }
        return name;
    }

    /**
     * What a member publishes.
     *
     * @param text up to {@link #PUBLICATION} characters, no control characters
     * @return the same
     * @throws IllegalArgumentException if it is longer, or has others
     */
    public static String publication(String text) {
        return require("a publication", text, PUBLICATION);
    }

    /**
     * Messages to members.
     *
     * @param perMember up to {@link #MAIL} characters each, no control characters
     * @return the same
     * @throws IllegalArgumentException if one is longer, has others, or is for an impossible id
     */
    public static Map<String, String> mail(Map<String, String> perMember) {
        perMember.forEach((id, text) -> {
            id(id);
            require("a message", text, MAIL);
        });
        return perMember;
    }

    /**
     * A member's id.
     *
     * @param id 1 to 12 characters of {@code 0-9 a-z}
     * @return the same
     * @throws IllegalArgumentException if it is no such id
     */
    public static String id(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "a member's id must be 1 to 12 of 0-9 a-z, was \"" + printable(id) + "\"");
        }
        return id;
    }

    /**
     * The shared value.
     *
     * @param text up to {@link #VALUE} bytes of UTF-8, no control characters but line feeds
     * @return the same
     * @throws IllegalArgumentException if it is longer, or has others
     */
    public static String value(String text) {
        if (!isValue(text)) {
            throw new IllegalArgumentException("a ledger's value must be at most " + VALUE
                    + " bytes, without control characters but line feeds; had " + text.length() + " characters");
        }
        return text;
    }

    private static String require(String what, String text, int most) {
        if (!isLine(text, most)) {
            throw new IllegalArgumentException(what + " must be at most " + most
                    + " characters and none of them a control character, was \"" + printable(text) + "\"");
        }
        return text;
    }

    /**
     * Whether this can be an id.
     *
     * @param id what was read
     * @return whether it is 1 to 12 characters of {@code 0-9 a-z}
     */
    public static boolean isId(@Nullable String id) {
        return id != null && ID.matcher(id).matches();
    }

    private static boolean isValue(@Nullable String text) {
        return text != null
                && text.length() <= VALUE
                && text.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c))
                && text.getBytes(UTF_8).length <= VALUE;
    }

    private static boolean isLine(@Nullable String text, int most) {
        return text != null && text.length() <= most && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * A publication as it was read. A member that published something impossible is a member all the same: who took it for dead would give its
     * share to others.
     *
     * @param id the member
     * @param text what was read
     * @return the same, or nothing in place of what no ledger would have written
     */
    public String readPublication(String id, @Nullable String text) {
        if (isLine(text, PUBLICATION)) {
            return text == null ? "" : text;
        }
        report("publication", "of member " + id + ", ignored: " + printable(text));
        return "";
    }

    /**
     * A message as it was read.
     *
     * @param id the member that it is for
     * @param text what was read
     * @return the same, or null in place of what no ledger would have written
     */
    public @Nullable String readMail(String id, @Nullable String text) {
        if (text == null || isLine(text, MAIL)) {
            return text;
        }
        report("message", "to member " + id + ", ignored: " + printable(text));
        return null;
    }

    /**
     * Whether something can be a member, by its id; if not, that is reported.
     *
     * @param id what was read
     * @return whether it is a possible id
     */
    public boolean readId(@Nullable String id) {
        if (isId(id)) {
            return true;
        }
        report("member", "ignored: " + printable(id));
        return false;
    }

    /**
     * A value as it was read.
     *
     * @param text what was read, null if it was too long to be read
     * @return the same, or null in place of what no ledger would have written
     */
    public @Nullable String readValue(@Nullable String text) {
        if (isValue(text)) {
            return text;
        }
        report("value", "refused: " + (text == null ? "longer than " + VALUE + " bytes" : printable(text)));
        return null;
    }

    /** Each kind once: who floods the ledger is not to flood the log as well. */
    private void report(String kind, String text) {
        if (reported.add(kind)) {
            LOG.log(
                    Level.WARNING,
                    () -> ledger + ": impossible " + kind + " " + text
                            + "; further ones are not logged; see who else may write there");
        }
    }

    /**
     * Draws characters that can be part of an id.
     *
     * @param length how many
     * @return that many of {@code 0-9 a-z}, hard to guess
     */
    public static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return text.toString();
    }

    /** The start of it, and no character that could write a line of its own into a log. */
    private static String printable(@Nullable String text) {
        if (text == null) {
            return "nothing";
        }
        String start =
                text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]", "?");
    }
}
