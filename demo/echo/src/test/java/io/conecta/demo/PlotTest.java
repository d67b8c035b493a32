package io.conecta.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final String ATTEMPT = "*** [TcpClient] create client error: Connection refused";
    private static final String REFUSED = "!! [main] get client error: newFunc failed: no server at 127.0.0.1:46779";
    private static final List<String> TOLD = """
            !! [main] ServiceLoader finds TcpClientPool
            *** [TcpClient] -> write: msg1
            >>> [EchoServer] new client: /127.0.0.1:35764
            >>> [EchoServer] <- read: msg1
            >>> [EchoServer] -> write: msg1
            *** [TcpClient] <- read: msg1
            !! [main] please wait for the client msg processed and once scan to be executed...
            *** [TcpClient] -> write: ping
            >>> [EchoServer] <- read: ping
            >>> [EchoServer] -> write: ping
            *** [TcpClient] <- read: ping
            $$ onPingSuccess TcpClient@5bfe99f3
            >>> [EchoServer] stop
            >>> [EchoServer] read error: Socket closed
            >>> [EchoServer] close listener
            >>> [EchoServer] EOF
            >>> [EchoServer] close all clients
            *** [TcpClient] -> write: msg2
            *** [TcpClient] EOF
            !! [main] please wait for the scan to be executed...
            *** [TcpClient] write error: Broken pipe
            $$ onPingFailure TcpClient@5bfe99f3
            *** [TcpClient] close
            $$ onClose TcpClient@5bfe99f3 null
            *** [TcpClient] create client error: Connection refused
            !! [main] get client error: newFunc failed: no server at 127.0.0.1:46779
            !! [main] the server is back on port 46779; the pool needs no help
            *** [TcpClient] -> write: msg3
            >>> [EchoServer] new client: /127.0.0.1:35764
            >>> [EchoServer] <- read: msg3
            >>> [EchoServer] -> write: msg3
            *** [TcpClient] <- read: msg3
            *** [TcpClient] close
            >>> [EchoServer] EOF
            $$ onClose TcpClient@457da9e8 null
            >>> [EchoServer] stop
            >>> [EchoServer] close listener
            >>> [EchoServer] EOF
            >>> [EchoServer] close all clients
            """.lines().toList();

    @Test
    void theStoryIsAsItShouldBe() {
        assertThatCode(() -> Plot.check(TOLD)).doesNotThrowAnyException();
    }

    @Test
    void aSlowMachineMayTryToConnectMoreThanOnceWhileTheServerIsDown() {
        List<String> told = new ArrayList<>(TOLD);
        told.add(told.indexOf(REFUSED), ATTEMPT);
        told.add(told.indexOf(REFUSED) + 1, ATTEMPT);
        assertThatCode(() -> Plot.check(told)).doesNotThrowAnyException();
    }

    @Test
    void nothingElseMayDiffer() {
        for (int i = 0; i < TOLD.size(); i++) {
            List<String> without = new ArrayList<>(TOLD);
            without.remove(i);
            assertThatThrownBy(() -> Plot.check(without))
                    .as("without event " + (i + 1))
                    .isInstanceOf(IllegalStateException.class);
        }
        List<String> afterwards = new ArrayList<>(TOLD);
        afterwards.add(ATTEMPT);
        assertThatThrownBy(() -> Plot.check(afterwards)).hasMessageContaining("should not have happened");
    }
}
