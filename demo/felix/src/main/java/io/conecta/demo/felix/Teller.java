package io.conecta.demo.felix;

import io.conecta.demo.Transcript;
import java.util.Arrays;

/** Tells a story on the console, and ends the process: status 0 if it happened, 1 if it did not, 2 if the arguments are wrong. */
final class Teller {
    private Teller() {}

    /** What happens. */
    @FunctionalInterface
    interface Story {
        /** Lets it happen; throws if it does not. */
        void happen() throws Exception;
    }

    /** Tells a story that takes as many folders of bundles as arguments. */
    static void tell(String[] args, int folders, Story story) {
        if (args.length != folders) {
            System.err.println("takes " + folders + " folder(s) of bundles; got " + Arrays.toString(args));
            System.exit(2);
        }
        try {
            story.happen();
        } catch (Exception failure) {
            System.err.println("!! [main] the story went wrong: " + failure);
            System.exit(1);
        }
        System.out.println("!! [main] that was the whole story");
        System.exit(0);
    }

    static void say(String line) {
        Transcript.console().tell("!! [main] " + line);
    }

    static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise);
        }
    }
}
