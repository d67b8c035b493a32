package io.conecta.demo;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolHealth;
import io.conecta.PoolListener;
import io.conecta.config.PoolProvider;
import io.conecta.config.Pools;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pool, a server that stops, and the same server come back: the events of Conecta for Go's example, and what follows. */
final class Story {
    private final Transcript transcript;
    private final int port;
    private final Semaphore pingsSucceeded = new Semaphore(0);
    private final Semaphore closed = new Semaphore(0);
    private final Semaphore up = new Semaphore(0);

    Story(Transcript transcript, int port) {
        this.transcript = transcript;
        this.port = port;
    }

    void tell() throws IOException, InterruptedException, TimeoutException {
        main("ServiceLoader finds "
                + Pools.load().stream()
                        .map(PoolProvider::poolType)
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ")));
        try (EchoServer server = EchoServer.start(port, transcript);
                Pool<TcpClient> pool = TcpClientPool.builder("127.0.0.1", server.port())
                        .listener(new Teller())
                        .build()) {
            aPingSucceeds(pool);
            // Borrowed before the server stops: what is lent is not pinged, so the message is what finds out.
            TcpClient client = pool.getOrCreate();
            server.stop();
            aPingFails(pool, client);
            theServerComesBack(pool, server.port());
        }
    }

    private void aPingSucceeds(Pool<TcpClient> pool) throws InterruptedException, TimeoutException {
        TcpClient client = pool.getOrCreate();
        client.send("msg1");
        main("please wait for the client msg processed and once scan to be executed...");
        pool.put(client);
        await(pingsSucceeded, "a ping to succeed");
    }

    private void aPingFails(Pool<TcpClient> pool, TcpClient client) throws InterruptedException, TimeoutException {
        client.send("msg2");
        main("please wait for the scan to be executed...");
        pool.put(client);
        await(closed, "the broken client to be closed");
    }

    private void theServerComesBack(Pool<TcpClient> pool, int samePort)
            throws IOException, InterruptedException, TimeoutException {
        try {
            pool.put(pool.getOrCreate());
            throw new IllegalStateException("a client was created without a server");
        } catch (PoolCreateException expected) {
            main("get client error: " + expected.getMessage());
        }
        try (EchoServer server = EchoServer.start(samePort, transcript)) {
            main("the server is back on port " + server.port() + "; the pool needs no help");
            await(up, "the pool to find that out");
            TcpClient client = pool.getOrCreate();
            client.send("msg3");
            pool.put(client);
            pool.close();
            await(closed, "the last client to be closed");
        }
    }

    private void main(String line) {
        transcript.tell("!! [main] " + line);
    }

    private static void await(Semaphore event, String what) throws InterruptedException, TimeoutException {
        if (!event.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new TimeoutException("waited 30 s for " + what);
        }
    }

    /** Tells what the pool reports, and lets the story go on. */
    private final class Teller implements PoolListener<TcpClient> {
        @Override
        public void onPingSuccess(TcpClient client) {
            transcript.tell("$$ onPingSuccess " + id(client));
            pingsSucceeded.release();
        }

        @Override
        public void onUp(PoolHealth health) {
            up.release();
        }

        @Override
        public void onPingFailure(TcpClient client, int failures) {
            transcript.tell("$$ onPingFailure " + id(client));
        }

        @Override
        public void onClose(TcpClient client, @Nullable Throwable error) {
            transcript.tell("$$ onClose " + id(client) + " " + error);
            closed.release();
        }

        @Override
        public void onHookFailure(Hook hook, @Nullable TcpClient client, Throwable error) {
            if (hook != Hook.NEW) { // The borrower hears of that one.
                transcript.tell("$$ onHookFailure " + hook + " " + error);
            }
        }

        private String id(TcpClient client) {
            return "TcpClient@" + Integer.toHexString(System.identityHashCode(client));
        }
    }
}
