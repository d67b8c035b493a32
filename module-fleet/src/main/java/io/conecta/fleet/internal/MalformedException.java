package io.conecta.fleet.internal;

/** Something that was read from the ledger is not what a member writes. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 60;

    MalformedException(String what, String text) {
        super(what + ", was \"" + shown(text) + "\"");
    }

    /** {@return the text as it may stand in a log: short, and without control characters} */
    private static String shown(String text) {
        String start = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
