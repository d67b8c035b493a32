package io.conecta.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line: {@code java -jar conecta-tools.jar page recording.jfr page.html}.
 *
 * <p>Exit status: 0 if the page was written; 1 if it was not, or shows only the beginning of a damaged recording; 2 if the command is wrong.
 */
public final class Main {
    private static final String USAGE = """
            usage: java -jar conecta-tools.jar page RECORDING PAGE [--zone ZONE]
              Writes a page (HTML) that shows what happened in the pools of a process.
              RECORDING    a file of the flight recorder, as written by jcmd PID JFR.dump filename=recording.jfr
                           or by a process started with java -XX:StartFlightRecording=filename=recording.jfr
              PAGE         where to write the page; replaced if it is there
              --zone ZONE  the zone of the times of day, such as UTC or Europe/Berlin; this machine's if absent
              -h, --help   prints this
            exit status: 0 the page was written; 1 it was not, or is incomplete; 2 the command is wrong""";

    private Main() {}

    /**
     * Runs the command and ends the process.
     *
     * @param args the command's words
     */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.contains("-h") || args.contains("--help")) {
            out.println(USAGE);
            return 0;
        }
        Command command;
        try {
            command = Command.of(args);
        } catch (IllegalArgumentException wrong) {
            err.println("conecta-tools: " + wrong.getMessage());
            err.println(USAGE);
            return 2;
        }
        try {
            return command.run(out, err);
        } catch (IOException failure) {
            err.println("conecta-tools: " + failure.getMessage());
            return 1;
        }
    }

    /** What is to be done. */
    private record Command(Path recording, Path page, ZoneId zone) {
        static Command of(List<String> args) {
            List<String> words = new ArrayList<>(args);
            ZoneId zone = ZoneId.systemDefault();
            int option = words.indexOf("--zone");
            if (option >= 0) {
                if (option + 1 == words.size()) {
                    throw new IllegalArgumentException("--zone takes a zone, such as UTC or Europe/Berlin");
                }
                zone = zone(words.remove(option + 1));
                words.remove(option);
            }
            if (words.isEmpty()) {
                throw new IllegalArgumentException("say what to do: page");
            }
            if (!words.get(0).equals("page")) {
                throw new IllegalArgumentException("no such command: \"" + words.get(0) + "\"; there is: page");
            }
            if (words.size() != 3) {
                throw new IllegalArgumentException(
                        "page takes two files, a recording and a page to write, got " + words.subList(1, words.size()));
            }
            return new Command(path(words.get(1)), path(words.get(2)), zone);
        }

        private static ZoneId zone(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException unknown) {
                throw new IllegalArgumentException(
                        "--zone: no such zone: \"" + name + "\"; write one such as UTC, +02:00 or Europe/Berlin",
                        unknown);
            }
        }

        private static Path path(String name) {
            try {
                return Path.of(name);
            } catch (InvalidPathException impossible) {
                throw new IllegalArgumentException("not the name of a file: \"" + name + "\"", impossible);
            }
        }

        int run(PrintStream out, PrintStream err) throws IOException {
            if (Files.exists(page) && Files.exists(recording) && Files.isSameFile(page, recording)) {
                throw new IOException("the page would replace the recording " + recording + "; name another file");
            }
            Page made = Page.of(recording, zone);
            write(made);
            out.println(
                    page + ": pools: " + made.pools() + ", outages: " + made.outages() + ", leaks: " + made.leaks());
            made.damage()
                    .ifPresent(damage -> err.println("conecta-tools: the page shows only the beginning: " + damage));
            return made.damage().isPresent() ? 1 : 0;
        }

        private void write(Page made) throws IOException {
            try {
                made.write(page);
            } catch (NoSuchFileException missing) {
                throw new IOException("cannot write " + page + ": make its folder first", missing);
            } catch (FileSystemException failure) {
                String reason = failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
                throw new IOException("cannot write " + page + ": " + reason + "; name another file", failure);
            }
        }
    }
}
