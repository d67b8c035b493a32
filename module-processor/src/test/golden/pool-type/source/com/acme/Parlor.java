package com.acme;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Prepare;
import io.conecta.annotation.Reset;
import io.conecta.annotation.Setting;

/** Names of one's own, for a class and for what a method returns. */
public class Parlor {
    @Pooled(poolType = "Sessions", maxSize = 16, scanInterval = "5s")
    public static class Session {
        public Session(String host, int port) {}

        @Ping boolean alive(int failures) { return failures == 0; }
        @Prepare void begin() {}
        @Reset void rollback() {}
        @Destroy void quit() throws java.io.IOException {}
    }

    @Pooled(poolType = "WorkerPool", name = "worker") static Thread worker(@Setting(name = "group.name") String group) {
        return new Thread(group);
    }

    @Ping static boolean isAlive(Thread thread) { return thread.isAlive(); }
    @Destroy static void stop(Thread thread) throws InterruptedException { thread.join(); }
}
