package io.conecta.demo.ftp;

import io.conecta.annotation.Destroy;
import io.conecta.annotation.New;
import io.conecta.annotation.Ping;
import io.conecta.annotation.Pooled;
import io.conecta.annotation.Reset;
import io.conecta.annotation.Setting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/** A session with an FTP server: dear to make, since it logs in, and good for one user at a time. Not thread-safe. */
@Pooled(maxSize = 4, scanInterval = "1s", pingMaxRetries = 1)
public final class FtpSession {
    /** How files travel. */
    public enum Transfer {
        /** Byte by byte. */
        BINARY(FTP.BINARY_FILE_TYPE),
        /** As lines of text. */
        TEXT(FTP.ASCII_FILE_TYPE);

        private final int fileType;

        Transfer(int fileType) {
            this.fileType = fileType;
        }
    }

    private final FTPClient client = new FTPClient();
    private final String directory;

    /**
     * Connects and logs in.
     *
     * @param host the server's name or address
     * @param port the server's port
     * @param user who logs in
     * @param password the user's password
     * @param directory where every use of the session starts
     * @param transfer how files travel
     * @param timeout how long to wait for the server's answers
     * @throws IOException if nobody answers there, or the server refuses
     */
    @New
    public FtpSession(
            @Setting(description = "The server's name or address") String host,
            @Setting(defaultValue = "21", description = "The server's port") int port,
            @Setting(defaultValue = "anonymous", description = "Who logs in") String user,
            @Setting(defaultValue = "guest", description = "The user's password") String password,
            @Setting(defaultValue = "/", description = "Where every use starts") String directory,
            @Setting(defaultValue = "BINARY", description = "How files travel") Transfer transfer,
            @Setting(defaultValue = "5s", description = "How long to wait for the server's answers") Duration timeout)
            throws IOException {
        this.directory = directory;
        int millis = Math.toIntExact(timeout.toMillis());
        client.setConnectTimeout(millis);
        client.setDefaultTimeout(millis);
        client.setDataTimeout(timeout);
        try {
            client.connect(host, port);
            require(FTPReply.isPositiveCompletion(client.getReplyCode()));
            require(client.login(user, password));
            client.enterLocalPassiveMode();
            require(client.setFileType(transfer.fileType));
            home();
        } catch (IOException failure) {
            client.disconnect();
            throw new IOException(
                    "no session of " + user + " at " + host + ":" + port + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Stores a text as a file.
     *
     * @param file the file's name, in the session's directory
     * @param text what goes into it
     * @throws IOException if the server refuses or has gone
     */
    public void store(String file, String text) throws IOException {
        require(client.storeFile(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Reads a file.
     *
     * @param file the file's name, in the session's directory
     * @return what it holds
     * @throws IOException if the server refuses or has gone
     */
    public String load(String file) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        require(client.retrieveFile(file, content));
        return content.toString(StandardCharsets.UTF_8);
    }

    @Ping
    boolean noop() throws IOException {
        return client.sendNoOp();
    }

    /** The next user starts where this one did. */
    @Reset
    void home() throws IOException {
        require(client.changeWorkingDirectory(directory));
    }

    @Destroy
    void quit() throws IOException {
        try {
            client.quit();
        } finally {
            client.disconnect();
        }
    }

    private void require(boolean done) throws IOException {
        if (!done) {
            throw new IOException("the server said: " + client.getReplyString().strip());
        }
    }
}
