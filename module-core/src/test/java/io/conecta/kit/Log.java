package io.conecta.kit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged, and a log handler that does as it is told: nothing, or throw. */
public final class Log {
    private final Logger logger = Logger.getLogger("io.conecta");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Noting();
    private volatile Consumer<String> reaction = line -> {};
    private boolean started;

    Log() {}

    /** What to do at every record. */
    public void react(Consumer<String> how) {
        reaction = how;
    }

    /** {@return the messages so far} */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the messages that contain this} */
    public List<String> lines(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    Log start() {
        if (!started) {
            started = true;
            logger.setUseParentHandlers(false);
            logger.addHandler(handler);
        }
        return this;
    }

    void stop() {
        if (started) {
            started = false;
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    private final class Noting extends Handler {
        @Override
        public void publish(LogRecord logged) {
            lines.add(logged.getMessage());
            reaction.accept(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
