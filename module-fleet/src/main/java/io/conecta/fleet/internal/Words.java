package io.conecta.fleet.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What stands in the ledger, word by word. Everything is checked: others may have written it. */
final class Words {
    /** The most permits that there can be. */
    static final int MOST = 1_000_000_000;

    private static final long MOST_MILLIS = 86_400_000;

    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,12}");

    private Words() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String id(String text) throws MalformedException {
        if (!isId(text)) {
            throw new MalformedException("an id must be 1 to 12 characters of 0-9a-z", text);
        }
        return text;
    }

    static int permits(String text) throws MalformedException {
        return (int) number(text, MOST);
    }

    /** {@return a time in milliseconds, at most a day} */
    static long millis(String text) throws MalformedException {
        return number(text, MOST_MILLIS);
    }

    static long number(String text) throws MalformedException {
        return number(text, Long.MAX_VALUE / 4);
    }

    private static long number(String text, long most) throws MalformedException {
        if (text.isEmpty() || text.length() > 19 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedException("a number must be digits", text);
        }
        try {
            long value = Long.parseLong(text);
            if (value <= most) {
                return value;
            }
        } catch (NumberFormatException tooLarge) {
            // As what is too large.
        }
        throw new MalformedException("a number must be at most " + most, text);
    }

    /** {@return what {@code a=1 b=2} says; unknown keys are for a newer version} */
    static Map<String, String> fields(String text, int mostCharacters) throws MalformedException {
        if (text.length() > mostCharacters) {
            throw new MalformedException(
                    "at most " + mostCharacters + " characters are read, there are " + text.length(), text);
        }
        Map<String, String> fields = new HashMap<>();
        for (String part : text.split(" ", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1 || fields.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new MalformedException("fields must be key=value, each once, a space between", text);
            }
        }
        return fields;
    }

    static int permits(Map<String, String> fields, String key) throws MalformedException {
        return permits(fields.getOrDefault(key, "0"));
    }

    static long millis(Map<String, String> fields, String key) throws MalformedException {
        return millis(fields.getOrDefault(key, "0"));
    }

    static long number(Map<String, String> fields, String key) throws MalformedException {
        return number(fields.getOrDefault(key, "0"));
    }
}
