package io.conecta.processor.model;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like a secret, as a key or inside a text, and is therefore never printed.
 *
 * <p>The runtime and the annotation processor each have this list; a test compares the two files, and both are tested against one
 * table of cases. In doubt it hides.
 */
public final class Secrets {
    /** Stands for what is not printed. */
    public static final String HIDDEN = "…";

    /** Keys that are secret material; a plain "key" is one of a lookup. */
    private static final String KEYS =
            "(?:api|private|priv|access|secret|signing|encrypt(?:ion)?|decrypt(?:ion)?|crypto|cipher"
                    + "|master|shared|ssh|rsa|dsa|aes|hmac|tls|ssl|pem|pass|account|client|server|consumer|subscription|app|auth"
                    + "|licen[cs]e)key(?!space|board)|keymaterial|keypem|keydata";

    /** Secret wherever it stands in a key written without separators, in lower case. */
    private static final Pattern ANYWHERE =
            Pattern.compile("password|passwd|passwort|passphrase|passcode|credential|bearer"
                    + "|authori[sz]ation|secret(?!ary|aries|ariat)"
                    + "|(?<!max|min)token(?!i[sz]|bucket|count|limit|ttl|timeout|lifetime)|" + KEYS);

    /** Secret as a word or at the end of one, in a key written as words in lower case. */
    private static final Pattern WORD = Pattern.compile("(?<![a-z0-9])(?:[a-z0-9]*pwd[a-z0-9]*"
            + "|[a-z0-9]*(?<!com|by|by |over|under|tres|sur|im)pass\\d*(?! (?:through|count|number|rate|by|limit)\\b)"
            + "|[a-z0-9]*auth\\d*|auth(?:header|info|data|code|string)|[a-z0-9]*creds|cred|pw|psk)(?![a-z0-9])");

    /** What follows the colon is a port, not a password. */
    private static final String NO_PORT = "(?!\\d{1,5}(?![\\w@]))";

    /** {@code scheme://user:pw@}, {@code //user:pw@}, {@code user:pw@} and Oracle's {@code :user/pw@}. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\\s/?#]*@"
            + "|(?<=//)[^\\s/?#:@]*:" + NO_PORT + "(?:[^\\s@]*|[^@\\r\\n]*)@"
            + "|(?<![\\w/:.+-])[\\w.+-]+:[^\\s@/:]+@|(?<=:)" + NO_PORT + "[^\\s:/@]+/[^\\s/@]+@");

    /** {@code scheme://user:pw@} with its separators encoded, once or more. */
    private static final Pattern ENCODED = Pattern.compile("(?i)(%(?:25)*2F%(?:25)*2F)(?:(?!%(?:25)*(?:2F|3A|40))\\S)*"
            + "%(?:25)*3A" + NO_PORT + "\\S*?(%(?:25)*40)");

    private static final String KEY = "([A-Za-z][\\w.-]*)";

    /** {@code key=value}, {@code key: value} and {@code key%3Dvalue}; a value ends where the next key begins. */
    private static final Pattern ASSIGNED = Pattern.compile(
            KEY
                    + "([\"']?\\s*(?:[=:]|%(?:25)*3[ADad])\\s*)"
                    + "(\"[^\"]*\"|'[^']*'|\\S[^\\r\\n]*?(?=[,;&]\\s*[\"']?[A-Za-z][\\w.-]*[\"']?\\s*[=:]|[\\r\\n]|[\\])}\"']*$))");

    /** What follows may be a key: spares the rest of a text a closer look. */
    private static final String SUSPECT = "(?=[\\w.-]*(?i:pass|pw|secret|token|key|cred|auth|bearer|psk))";

    /** {@code --key value}, and {@code key value}, up to the next {@code -}. */
    private static final Pattern SPOKEN = Pattern.compile(
            "(?<![\\w.-])-*" + SUSPECT + KEY + "([ \\t]+)([^\\s=:][^\\r\\n]*?)(?=\\s+--?[A-Za-z]|[\\r\\n]|$)");

    /** What holds a secret for sure; {@code auth:eu} is some service. */
    private static final Pattern KEY_EQUALS = Pattern.compile(
            KEY
                    + "[\"']?\\s*(?:=|(?<![Aa][Uu][Tt][Hh]):[^\\s:]|:\\s+[^\\s:]|%(?:25)*3[ADad])|(?<![\\w.-])--?([A-Za-z][\\w.-]*)[ \\t]+\\S");

    private static final Pattern MATERIAL = Pattern.compile(
            "(?s)-----BEGIN [^-]*PRIVATE KEY-----.*|(?<=\\b[Bb]earer )\\S+|(?<=\\b[Bb]asic )[\\w+/-]{8,}={0,2}");

    private Secrets() {}

    /** {@return whether what stands under a key looks secret, however the key is spelled} */
    public static boolean isKey(String key) {
        String words = key.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1 $2")
                .replaceAll("[^A-Za-z0-9]+", " ")
                .toLowerCase(Locale.ROOT);
        return WORD.matcher(words).find()
                || ANYWHERE.matcher(words.replace(" ", "")).find();
    }

    /** {@return a text with whatever looks secret in it hidden} */
    public static String hidden(String text) {
        String safe = MATERIAL.matcher(text).replaceAll(HIDDEN);
        safe = USER_INFO.matcher(safe).replaceAll(HIDDEN + "@");
        safe = ENCODED.matcher(safe).replaceAll("$1" + HIDDEN + "$2");
        return withoutValues(SPOKEN, withoutValues(ASSIGNED, safe));
    }

    /** Hides what a pattern finds under keys: its groups are the key, what separates them, and the value. */
    private static String withoutValues(Pattern pattern, String text) {
        StringBuilder shown = new StringBuilder();
        Matcher found = pattern.matcher(text);
        int written = 0;
        for (int from = 0; found.find(from); ) {
            from = found.end(2);
            if (isKey(found.group(1)) && !isPhrase(found)) {
                shown.append(text, written, from).append(HIDDEN);
                from = found.end();
                written = from;
            }
        }
        return shown.append(text, written, text.length()).toString();
    }

    /** Whether a key and the next word are one term, such as {@code pass through}. */
    private static boolean isPhrase(MatchResult found) {
        return found.group(2).isBlank()
                && !found.group().startsWith("-")
                && !isKey(found.group(1) + " " + found.group(3));
    }

    /** {@return whether a text surely holds a secret: user info of a URI, or {@code password=…}} */
    public static boolean isIn(String text) {
        return MATERIAL.matcher(text).find()
                || USER_INFO.matcher(text).find()
                || ENCODED.matcher(text).find()
                || KEY_EQUALS
                        .matcher(text)
                        .results()
                        .anyMatch(found -> isKey(found.group(1) == null ? found.group(2) : found.group(1)));
    }
}
