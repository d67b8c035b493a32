package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Prepare;
import io.conecta.annotation.Reset;
import io.conecta.annotation.Setting;
import java.io.IOException;

/** One of each annotation. */
@Pooled(maxSize = 16, scanInterval = "5s", maxLifetime = "30m")
public final class Session {
    @New static Session open(String host, @Setting(defaultValue = "22") int port) throws IOException {
        return new Session();
    }

    private Session() {}

    @Ping boolean alive(int failures) { return failures == 0; }
    @Prepare void begin() {}
    @Reset void rollback() {}
    @Destroy void quit() throws IOException {}
}
