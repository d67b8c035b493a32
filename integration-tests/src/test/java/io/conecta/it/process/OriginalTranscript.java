package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The transcript in the README of Conecta for Go, as far as it does not name addresses, and what the demo adds to it. */
final class OriginalTranscript {
    private static final List<String> EVENTS = List.of(
            "!! [main] ServiceLoader finds TcpClientPool",
            "*** [TcpClient] -> write: msg1",
            ">>> [EchoServer] new client: /127.0.0.1:",
            ">>> [EchoServer] <- read: msg1",
            ">>> [EchoServer] -> write: msg1",
            "*** [TcpClient] <- read: msg1",
            "!! [main] please wait for the client msg processed and once scan to be executed...",
            "*** [TcpClient] -> write: ping",
            ">>> [EchoServer] <- read: ping",
            ">>> [EchoServer] -> write: ping",
            "*** [TcpClient] <- read: ping",
            "$$ onPingSuccess TcpClient@",
            ">>> [EchoServer] stop",
            ">>> [EchoServer] read error: ",
            ">>> [EchoServer] close listener",
            ">>> [EchoServer] EOF",
            ">>> [EchoServer] close all clients",
            "*** [TcpClient] -> write: msg2",
            "*** [TcpClient] EOF",
            "!! [main] please wait for the scan to be executed...",
            "*** [TcpClient] write error: ",
            "$$ onPingFailure TcpClient@",
            "*** [TcpClient] close",
            "$$ onClose TcpClient@",
            "*** [TcpClient] create client error: ",
            "!! [main] get client error: ",
            "!! [main] the server is back on port ",
            "*** [TcpClient] -> write: msg3",
            ">>> [EchoServer] new client: /127.0.0.1:",
            ">>> [EchoServer] <- read: msg3",
            ">>> [EchoServer] -> write: msg3",
            "*** [TcpClient] <- read: msg3",
            "*** [TcpClient] close",
            ">>> [EchoServer] EOF",
            "$$ onClose TcpClient@",
            ">>> [EchoServer] stop",
            "!! [main] that was the whole story");

    private OriginalTranscript() {}

    static void assertToldBy(Run run) {
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).containsSubsequence(EVENTS);
        String client = objectOf(run, "$$ onPingSuccess ");
        assertThat(objectOf(run, "$$ onPingFailure "))
                .as("the client that fails")
                .isEqualTo(client);
        assertThat(objectOf(run, "$$ onClose ")).as("the client that is closed").isEqualTo(client + " null");
        assertThat(run.lines())
                .filteredOn(line -> line.startsWith("$$ onPingFailure"))
                .hasSize(1);
        assertThat(run.lines())
                .filteredOn(line -> line.startsWith("$$ onClose"))
                .hasSize(2);
    }

    private static String objectOf(Run run, String event) {
        return run.lines().stream()
                .filter(line -> line.startsWith(event))
                .findFirst()
                .orElseThrow()
                .substring(event.length());
    }
}
