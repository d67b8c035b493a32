package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own: on the class path, on the module path, as a jlink image and in Felix, twice. */
class WaysToRunIT {
    private static final String MAIN = "io.conecta.demo.Main";
    private static final String MODULE = "io.conecta.demo/" + MAIN;
    private static final String JARS =
            Built.jar("demo/echo") + System.getProperty("path.separator") + Built.jar("module-core");

    @TempDir
    Path folder;

    @Test
    void theClassPathTellsTheWholeStory() throws Exception {
        OriginalTranscript.assertToldBy(Run.jdk("java", "-Xcheck:jni", "-cp", JARS, MAIN));
    }

    @Test
    void theModulePathTellsTheWholeStory() throws Exception {
        OriginalTranscript.assertToldBy(Run.jdk("java", "-p", JARS, "-m", MODULE));
    }

    @Test
    void aJlinkImageTellsTheWholeStoryAndHoldsNothingElse() throws Exception {
        Path image = folder.resolve("image");
        Run link = Run.jdk("jlink", "-p", JARS, "--add-modules", "io.conecta.demo", "--output", image.toString());
        assertThat(link.status()).as(link.output()).isZero();
        String java = image.resolve("bin/java").toString();

        assertThat(Run.of(java, "--list-modules").lines())
                .extracting(line -> line.replaceAll("@.*", ""))
                .containsExactlyInAnyOrder("io.conecta.core", "io.conecta.demo", "java.base");
        OriginalTranscript.assertToldBy(Run.of(java, "-m", MODULE));
    }

    @Test
    void felixShowsServiceUseReconfigurationAndStop() throws Exception {
        Run run = Run.jdk(
                "java",
                "-cp",
                Built.jar("demo/felix") + System.getProperty("path.separator") + Built.file("demo/felix/target/lib/*"),
                "io.conecta.demo.felix.Main",
                Built.bundles().toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output())
                .containsSubsequence(
                        "started org.apache.felix.framework",
                        "io.conecta.demo.TcpClientPool with pool.name=TcpClient, pool.type=io.conecta.demo.TcpClient",
                        "*** [TcpClient] -> write: hello from a bundle",
                        "*** [TcpClient] <- read: hello from a bundle",
                        "maxSize=2 idle=1 lent=0",
                        "the same service goes on: pool TcpClient: maxSize=8",
                        "stopping the bundle",
                        "*** [TcpClient] close",
                        "connections at the server: 0");
    }

    @Test
    void ftpShowsAFileThatConfiguresThePool() throws Exception {
        Run run = Run.jdk(
                "java",
                "-cp",
                Built.jar("demo/felix") + System.getProperty("path.separator") + Built.file("demo/felix/target/lib/*"),
                "io.conecta.demo.felix.FtpMain",
                Built.bundles().toString(),
                Built.bundles().resolveSibling("bundles-ftp").toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output())
                .containsSubsequence(
                        "the file makes a service of it: io.conecta.demo.ftp.FtpSessionPool",
                        ">>> [FtpServer] anna logs in",
                        "the consumer bundle has kept a note: written by anna",
                        "applied in place, on the running pool: pool FtpSession: maxSize=8 idle=1",
                        ">>> [FtpServer] anna leaves",
                        ">>> [FtpServer] ben logs in",
                        "refused, the pool goes on with the last good one: maxSize must be a whole number",
                        "the pool goes on with the last good file: pool FtpSession: maxSize=8",
                        "it has been the same service all the time",
                        ">>> [FtpServer] ben leaves",
                        "the service is gone; sessions at the server: 0");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Run run = Run.jdk("java", "-cp", JARS, MAIN, "" + taken.getLocalPort());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": Address already");
        }
    }

    @Test
    void aWrongPortIsRefused() throws Exception {
        Run run = Run.jdk("java", "-cp", JARS, MAIN, "99999");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("the port must be a number from 0 to 65535, was \"99999\"");
    }
}
