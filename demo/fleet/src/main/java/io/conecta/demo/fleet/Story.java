package io.conecta.demo.fleet;

import io.conecta.fleet.JdbcLedger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;

/** Tells how five processes share ten connections: load moves, one is killed, one is frozen, one leaves; and the server counts. */
public final class Story implements AutoCloseable {
    static final Duration SESSION = Duration.ofSeconds(3);
    static final Duration QUARANTINE = Duration.ofSeconds(3);

    private static final int LIMIT = 10;
    private static final int MEMBERS = 5;
    /** For so long a member stands still: its lease ends meanwhile, and it wakes before others may have its permits. */
    private static final Duration FREEZE = SESSION.plusMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int LOOKS_A_LINE = 25;

    private final long began = System.nanoTime();
    private final CountingServer server = new CountingServer();
    private final Server database;
    private final List<Child> members = new ArrayList<>();
    private int looks;

    private Story() throws Exception {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url = "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:fleet;DB_CLOSE_DELAY=-1";
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        JdbcLedger.over(source).createTables();
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new Child(url, server.port(), LIMIT));
        }
    }

    /** Runs the story. Exit status 1 if it does not come to its end, or the server counted too many. */
    public static void main(String[] args) throws Exception {
        System.out.println(MEMBERS + " processes may have " + LIMIT + " connections to one server, together.");
        System.out.println(
                "Each line: seconds, connections that the server counts, and for each process lent/granted.");
        try (Story story = new Story()) {
            story.tell();
            int most = story.server.most();
            System.out.println("The server never counted more than " + most + " connections.");
            if (most > LIMIT) {
                throw new IllegalStateException(
                        "the server counted " + most + " connections, " + LIMIT + " were allowed");
            }
        }
    }

    private void tell() throws Exception {
        scene("All of them work", () -> members.forEach(each -> each.load(4)));
        until("all connections are in use", () -> inUse() == LIMIT);

        scene("Only the last has work", () -> {
            members.forEach(each -> each.load(0));
            last().load(LIMIT);
        });
        until("the last has nearly all", () -> last().lent() >= LIMIT - 1);

        scene("All of them work again", () -> members.forEach(each -> each.load(4)));
        until("each has some", () -> inUse() == LIMIT && members.stream().allMatch(each -> each.lent() > 0));

        scene("The second is killed", () -> members.get(1).kill());
        until(
                "the others have all, once its quarantine is over",
                () -> !members.get(1).isAlive() && inUse() == LIMIT);

        Child third = members.get(2);
        String before = third.id();
        scene("The third is frozen for longer than its lease", () -> third.signal("STOP"));
        pause(FREEZE);
        scene("It wakes, closes what it had, and joins anew", () -> third.signal("CONT"));
        until("it works again", () -> !third.id().equals(before) && third.lent() > 0 && inUse() == LIMIT);

        scene("The fourth leaves", () -> members.get(3).leave());
        until("the others have all, at once", () -> !members.get(3).isAlive() && inUse() == LIMIT);
    }

    private Child last() {
        return members.get(MEMBERS - 1);
    }

    private int inUse() {
        return members.stream().mapToInt(Child::lent).sum();
    }

    private interface Step {
        void run() throws Exception;
    }

    private void scene(String title, Step step) throws Exception {
        System.out.println("-- " + title);
        step.run();
    }

    private void until(String what, BooleanSupplier condition) throws InterruptedException {
        long from = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - from > PATIENCE.toNanos()) {
                throw new IllegalStateException("after " + PATIENCE.toSeconds() + " s, not yet: " + what);
            }
            look();
        }
        line();
        System.out.printf(Locale.ROOT, "   %s: after %.1f s%n", what, (System.nanoTime() - from) / 1e9);
    }

    private void pause(Duration time) throws InterruptedException {
        long from = System.nanoTime();
        while (System.nanoTime() - from < time.toNanos()) {
            look();
        }
    }

    private void look() throws InterruptedException {
        Thread.sleep(LOOK.toMillis());
        if (looks++ % LOOKS_A_LINE == 0) {
            line();
        }
    }

    private void line() {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%6.1f %4d ", (System.nanoTime() - began) / 1e9, server.open()));
        members.forEach(each -> line.append(String.format("%8s", each)));
        System.out.println(line);
    }

    @Override
    public void close() throws IOException {
        members.forEach(Child::kill);
        database.stop();
        server.close();
    }
}
