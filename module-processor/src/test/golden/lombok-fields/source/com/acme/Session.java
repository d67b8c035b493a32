package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Setting;
import java.time.Duration;
import java.util.concurrent.Executor;
import lombok.RequiredArgsConstructor;

/** Settings on fields, for the constructor that Lombok writes. */
@Pooled
@RequiredArgsConstructor
public class Session {
    @Setting(name = "server.host", description = "Where the server listens")
    private final String host;

    @Setting(defaultValue = "22")
    private final int port;

    @Setting(defaultValue = "30s")
    private final Duration timeout;

    private final Executor executor;
    private int uses;

    @Ping boolean alive() { return uses < port; }
    @Destroy void end() {}
}
