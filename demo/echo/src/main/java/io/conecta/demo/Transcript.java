package io.conecta.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, line by line: printed for the reader and kept for the check at the end. Thread-safe. */
public final class Transcript {
    private static final Transcript CONSOLE = new Transcript(System.out);

    private final @Nullable PrintStream out;

    /** Guarded by this. */
    private final List<String> lines = new ArrayList<>();

    private Transcript(@Nullable PrintStream out) {
        this.out = out;
    }

    /** {@return the transcript that everybody in this process writes to standard output} */
    public static Transcript console() {
        return CONSOLE;
    }

    /** {@return a new transcript that prints nothing} */
    public static Transcript silent() {
        return new Transcript(null);
    }

    /** Tells one line. */
    public synchronized void tell(String line) {
        lines.add(line);
        if (out != null) {
            out.println(line);
        }
    }

    /**
     * Does something and tells of it as one step: what the other side does in answer is told after it. Not told if it fails.
     *
     * @param deed quick, since everybody else has to wait with telling
     * @throws IOException what the deed threw
     */
    synchronized void tell(String line, Deed deed) throws IOException {
        deed.run();
        tell(line);
    }

    /** {@return the lines told so far} */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Something done with a socket. */
    @FunctionalInterface
    interface Deed {
        /** Does it. */
        void run() throws IOException;
    }
}
