package io.conecta.demo;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What must happen, in this order and nothing else: the transcript in the README of Conecta for Go, and what follows it.
 *
 * <p>Only what a slow machine may be late for is let pass: a second ping before the server stops, and further attempts to connect until it is back.
 */
final class Plot {
    private static final String CLIENT = "\\*\\*\\* \\[TcpClient] ";
    private static final String SERVER = ">>> \\[EchoServer] ";
    private static final String CALLBACK = "\\$\\$ ";
    private static final String MAIN = "!! \\[main] ";
    private static final String ADDRESS = "/127\\.0\\.0\\.1:\\d+";
    private static final String OBJECT = " TcpClient@[0-9a-f]+";

    private static final List<String> PING = List.of(
            CLIENT + "-> write: ping",
            SERVER + "<- read: ping",
            SERVER + "-> write: ping",
            CLIENT + "<- read: ping",
            CALLBACK + "onPingSuccess" + OBJECT);

    private static final List<String> BEFORE_PING = List.of(
            MAIN + "ServiceLoader finds TcpClientPool",
            CLIENT + "-> write: msg1",
            SERVER + "new client: " + ADDRESS,
            SERVER + "<- read: msg1",
            SERVER + "-> write: msg1",
            CLIENT + "<- read: msg1",
            MAIN + "please wait for the client msg processed and once scan to be executed\\.\\.\\.");

    private static final List<String> AFTER_PING = List.of(
            SERVER + "stop",
            SERVER + "read error: .+",
            SERVER + "close listener",
            SERVER + "EOF",
            SERVER + "close all clients",
            CLIENT + "-> write: msg2",
            CLIENT + "EOF",
            MAIN + "please wait for the scan to be executed\\.\\.\\.",
            CLIENT + "write error: .+",
            CALLBACK + "onPingFailure" + OBJECT,
            CLIENT + "close",
            CALLBACK + "onClose" + OBJECT + " null");

    /** Here the original ends. */
    private static final List<String> ATTEMPT = List.of(CLIENT + "create client error: .+");

    private static final List<String> REFUSED =
            List.of(MAIN + "get client error: .*no server at 127\\.0\\.0\\.1:\\d+.*");

    private static final List<String> BACK = List.of(
            MAIN + "the server is back on port \\d+; the pool needs no help",
            CLIENT + "-> write: msg3",
            SERVER + "new client: " + ADDRESS,
            SERVER + "<- read: msg3",
            SERVER + "-> write: msg3",
            CLIENT + "<- read: msg3",
            CLIENT + "close",
            SERVER + "EOF",
            CALLBACK + "onClose" + OBJECT + " null",
            SERVER + "stop",
            SERVER + "close listener",
            SERVER + "EOF",
            SERVER + "close all clients");

    private Plot() {}

    /**
     * Compares what happened with what should have.
     *
     * @throws IllegalStateException naming the first event that differs
     */
    static void check(List<String> told) {
        int line = expect(BEFORE_PING, told, 0);
        line = again(PING, told, expect(PING, told, line));
        line = expect(AFTER_PING, told, line);
        line = again(ATTEMPT, told, expect(ATTEMPT, told, line));
        line = again(ATTEMPT, told, expect(REFUSED, told, line));
        line = expect(BACK, told, line);
        if (line < told.size()) {
            throw new IllegalStateException("event " + (line + 1) + " should not have happened: " + told.get(line));
        }
    }

    /** Passes over what happens again. */
    private static int again(List<String> events, List<String> told, int from) {
        int line = from;
        while (line < told.size() && matches(events.get(0), told.get(line))) {
            line = expect(events, told, line);
        }
        return line;
    }

    private static int expect(List<String> events, List<String> told, int from) {
        int line = from;
        for (String event : events) {
            String happened = line < told.size() ? told.get(line) : "nothing";
            if (!matches(event, happened)) {
                throw new IllegalStateException(
                        "event " + (line + 1) + " should match " + event + " but was: " + happened);
            }
            line++;
        }
        return line;
    }

    private static boolean matches(String event, String line) {
        return Pattern.matches(event, line);
    }
}
