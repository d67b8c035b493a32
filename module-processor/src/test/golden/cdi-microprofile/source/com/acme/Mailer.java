package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;

/** Configured and told healthy. */
public class Mailer {
    @Pooled(name = "mail", poolType = "Mailers", maxSize = 4)
    public static Mailer open(String host, int port) { return new Mailer(); }

    @Ping boolean alive() { return true; }
    @Destroy void quit() {}
}
