package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

/** Defaults that are constants, of every kind; and one that is none, so that there is no shorter form. */
public class Mailer {
    public enum Security { NONE, TLS, @Deprecated SSL3 }

    @Pooled
    static Mailer all(
            @Setting(defaultValue = "localhost") String host,
            @Setting(defaultValue = "25") int port,
            @Setting(defaultValue = "-1") Long limit,
            @Setting(defaultValue = "7") byte level,
            @Setting(defaultValue = ".5") float ratio,
            @Setting(defaultValue = "true") boolean quiet,
            @Setting(defaultValue = "'") char quote,
            @Setting(defaultValue = "TLS") Security security,
            @Setting(defaultValue = "SSL3") Security fallback,
            @Setting(defaultValue = "1m30s") Duration timeout,
            @Setting(defaultValue = "off") Duration keepAlive,
            @Setting(defaultValue = "smtp://localhost") URI relay) {
        throw new IllegalStateException();
    }

    @Pooled
    static <X extends Runnable> Mailer some(String host, @Setting(defaultValue = "\"x\"") String password, X onClose) {
        throw new IllegalStateException();
    }

    @Pooled
    static Mailer none(String host, @Setting(defaultValue = "0.5") BigDecimal price) {
        throw new IllegalStateException();
    }

    @Ping boolean alive() { return true; }
    @Destroy void end() {}
}
