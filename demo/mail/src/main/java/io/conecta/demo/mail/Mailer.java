package io.conecta.demo.mail;

import java.io.IOException;

/** Sends mail. Safe for any number of threads. */
public interface Mailer {
    /**
     * Sends a mail and waits for the server to take it.
     *
     * @param to who gets it
     * @param text what it says, on one line
     * @return what the server answered
     * @throws IOException if the server does not take it
     */
    String send(String to, String text) throws IOException;
}
