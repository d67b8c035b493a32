package io.conecta.processor.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Javadoc of one file as text for another: no markup, which may be unbalanced where it is put, and no links, whose names may mean
 * nothing there.
 */
public final class DocText {
    private static final Pattern TAG = Pattern.compile("(?s)<!--.*?-->|</?[A-Za-z][^<>]*>");

    private static final Pattern INLINE = Pattern.compile("\\{@([A-Za-z]+)");

    private static final Pattern LOOSE_AMPERSAND =
            Pattern.compile("&(?!(?:amp|lt|gt|quot|nbsp|#[0-9]{2,5});)", Pattern.CASE_INSENSITIVE);

    /** A reference, whose parentheses may have blanks in them, and a label. */
    private static final Pattern LINK = Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)\\s*(.*)");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private DocText() {}

    /** {@return a part of a doc comment on one line, without what is only right where it was} */
    static String of(String comment) {
        String text = oneLine(comment);
        StringBuilder clean = new StringBuilder();
        int from = 0;
        for (Matcher tag = INLINE.matcher(text); tag.find(from); ) {
            int end = end(text, tag.start());
            if (end < 0) {
                break;
            }
            clean.append(markup(text.substring(from, tag.start())))
                    .append(inline(tag.group(1), text.substring(tag.end(), end).strip()));
            from = end + 1;
        }
        return clean.append(markup(text.substring(from))).toString().strip();
    }

    /** {@return whether a text ends within an inline tag, where a line may begin with '@'} */
    static boolean isOpen(String text) {
        int from = 0;
        for (Matcher tag = INLINE.matcher(text); tag.find(from); ) {
            int end = end(text, tag.start());
            if (end < 0) {
                return true;
            }
            from = end;
        }
        return false;
    }

    /** {@return plain text, as it is written in a doc comment} */
    public static String plain(String text) {
        return text.isEmpty() ? "" : escaped(oneLine(text).replace("&", "&amp;"));
    }

    private static String oneLine(String text) {
        return text.isEmpty() ? "" : BLANKS.matcher(text.strip()).replaceAll(" ");
    }

    /** Where the brace closes that opens at a place, negative if nowhere. */
    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String inline(String tag, String body) {
        return switch (tag) {
            case "code", "snippet", "value", "index", "systemProperty" -> code(body);
            case "link" -> link(body, true);
            case "linkplain" -> link(body, false);
            case "inheritDoc" -> "";
            default -> plain(body);
        };
    }

    private static String link(String body, boolean isCode) {
        Matcher link = LINK.matcher(body);
        if (!link.matches()) {
            return "";
        }
        if (!link.group(2).isEmpty()) {
            return markup(link.group(2));
        }
        String name = link.group(1).replaceAll("^#", "").replace('#', '.');
        return isCode ? code(name) : plain(name);
    }

    private static String code(String body) {
        boolean isSafe = !body.contains("*/") && !body.contains("\\u") && !body.contains("@");
        return body.isEmpty() ? "" : isSafe ? "{@code " + body + "}" : plain(body);
    }

    private static String markup(String text) {
        return escaped(LOOSE_AMPERSAND.matcher(TAG.matcher(text).replaceAll("")).replaceAll("&amp;"));
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\u", "&#92;u");
    }
}
