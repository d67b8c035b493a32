package com.acme;

import java.io.IOException;

/** What most use a session as. */
public interface Mailer {
    /** Sends a mail. */
    String send(String mail, long key) throws IOException;
}
