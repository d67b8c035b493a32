package io.conecta.demo;

import java.util.List;

/**
 * Tells the story, and checks that it happened.
 *
 * <p>Exit status: 0 if it did, 1 with the reason if it did not, 2 if the argument is wrong.
 */
public final class Main {
    private Main() {}

    /**
     * Runs the demo.
     *
     * @param args the server's port; any free one if absent
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        int port;
        try {
            port = port(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\nusage: demo/run [MODE] [PORT]");
            return 2;
        }
        try {
            new Story(Transcript.console(), port).tell();
            List<String> told = Transcript.console().lines();
            Plot.check(told);
            System.out.println("!! [main] that was the whole story: " + told.size() + " events, each in its place");
            return 0;
        } catch (Exception failure) {
            System.err.println("!! [main] the story went wrong: " + failure);
            return 1;
        }
    }

    private static int port(String[] args) {
        if (args.length > 1) {
            throw new IllegalArgumentException("takes one port at most, got " + List.of(args));
        }
        String text = args.length == 0 ? "0" : args[0];
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number out of range.
        }
        throw new IllegalArgumentException("the port must be a number from 0 to 65535, was \"" + text + "\"");
    }
}
