package io.conecta.demo.watch;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolHealth;
import io.conecta.PoolListener;
import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What happens to the pool, which takes 25 seconds: load, more load, a leak, an outage, a recovery. */
final class Scenario implements PoolListener<EchoClient> {
    private static final int LIMIT_SECONDS = 30;

    private final Semaphore leaked = new Semaphore(0);
    private final Semaphore down = new Semaphore(0);
    private final Semaphore up = new Semaphore(0);

    void play() throws Exception {
        EchoServer server = EchoServer.start(0, Transcript.silent());
        int port = server.port();
        try (Pool<EchoClient> pool = pool(port);
                Crowd crowd = new Crowd(pool)) {
            tell("three borrowers share four connections");
            crowd.resize(3);
            last(4);
            tell("nine borrowers: some have to wait");
            crowd.resize(9);
            last(3);
            crowd.resize(3);
            last(1);
            tell("a thread borrows a connection and never returns it");
            forget(pool);
            await(leaked, "the leak to be reported");
            last(2);
            tell("the server stops");
            server.stop();
            await(down, "the pool to notice");
            last(4);
            tell("the server is back");
            server = EchoServer.start(port, Transcript.silent());
            await(up, "the pool to recover");
            last(4);
        } finally {
            server.stop();
        }
    }

    private Pool<EchoClient> pool(int port) {
        return Pool.<EchoClient>builder(() -> new EchoClient(port))
                .pingFunc((client, failures) -> client.isAlive())
                .closeFunc(EchoClient::close)
                .name("echo")
                .maxSize(4)
                .scanInterval(Duration.ofSeconds(1))
                .borrowTimeout(Duration.ofSeconds(2))
                .waitWhenDown(true)
                .leakThreshold(Duration.ofSeconds(2))
                .leakTraces("all")
                .reclaimLeaked(true)
                .listener(this)
                .build();
    }

    /** What not to do: it borrows by hand, and its thread ends. */
    private static void forget(Pool<EchoClient> pool) throws InterruptedException {
        Thread forgetful = new Thread(
                () -> {
                    try {
                        EchoClient client = pool.getOrCreate();
                        client.ask("what was I about to do?");
                    } catch (IOException | InterruptedException failure) {
                        tell("the forgetful thread failed: " + failure);
                    }
                },
                "forgetful");
        forgetful.start();
        forgetful.join();
    }

    private static void last(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static void await(Semaphore event, String what) throws InterruptedException, TimeoutException {
        if (!event.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("waited " + LIMIT_SECONDS + " s for " + what);
        }
    }

    static void tell(@Nullable String line) {
        System.out.println("!! [watch] " + line);
    }

    @Override
    public void onLeak(Loan loan, boolean reclaimed) {
        leaked.release();
    }

    @Override
    public void onDown(PoolHealth health) {
        down.release();
    }

    @Override
    public void onUp(PoolHealth health) {
        up.release();
    }
}
