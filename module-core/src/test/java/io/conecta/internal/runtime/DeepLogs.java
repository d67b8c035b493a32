package io.conecta.internal.runtime;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Is the first to log in its JVM, at the end of a stack, and then logs where there is stack enough. */
final class DeepLogs {
    private static final int MOST_FRAMES = 600;

    private final PoolLog log = new PoolLog("deep", new Background(Clock.SYSTEM, true));
    private int frames;
    private int overflows;

    /** Prints what it hears, as the console's handler does. */
    private static final class Ear extends Handler {
        @Override
        public void publish(LogRecord record) {
            System.out.println(new SimpleFormatter().format(record).strip().replaceAll("(?s).*\n", ""));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @SuppressWarnings("InfiniteRecursion") // That is the point.
    private void down() {
        try {
            down();
        } catch (StackOverflowError bottom) {
            overflows++;
        }
        if (frames++ < MOST_FRAMES) {
            log.info("from the end of a stack");
        }
    }

    public static void main(String... none) throws InterruptedException {
        DeepLogs deep = new DeepLogs();
        Thread diver = new Thread(null, deep::down, "diver", 256 * 1024);
        diver.start();
        diver.join();
        System.out.println("overflows " + (deep.overflows > 0));
        Logger heard = Logger.getLogger("io.conecta");
        heard.addHandler(new Ear());
        heard.setFilter(record -> record.getMessage().contains("enough")); // Workers may be writing yet.
        deep.log.info("with stack enough");
    }
}
