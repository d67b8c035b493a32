package io.conecta.internal.runtime;

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one pool logs: {@link System.Logger} {@code "io.conecta"}, one line a fact, with the pool's name. Repeats of one kind are counted for
 * {@value #WINDOW_SECONDS} s and told in one line. A log that throws costs nobody anything. Thread-safe; never called by the timekeeper, since
 * a log handler is somebody's code too.
 */
public final class PoolLog {
    private static final long WINDOW_SECONDS = 30;
    private static final long WINDOW_NANOS = WINDOW_SECONDS * 1_000_000_000;
    private static final int MOST_KINDS = 64;

    private final String pool;
    private final Background background;
    private final ReentrantLock lock = new ReentrantLock();
    /** The kinds of lines written lately. Guarded by {@link #lock}. */
    private Map<String, Repeats> lately = Map.of();
    /** Guarded by {@link #lock}. */
    private boolean closed;

    private static final class Repeats {
        private final long since;
        private int more;
        private Background.@Nullable Timer end;

        private Repeats(long since) {
            this.since = since;
        }
    }

    /** The logger, looked up when it is needed. */
    private static final class Logger {
        private static final System.Logger IT = System.getLogger("io.conecta");
    }

    public PoolLog(String pool, Background background) {
        this.pool = pool;
        this.background = background;
    }

    /**
     * Warns, unless a line of this kind was written within the last {@value #WINDOW_SECONDS} s; then it is counted.
     *
     * @param kind what makes two lines alike
     * @param text what happened and the way out, without the pool's name
     */
    public void warn(String kind, String text, @Nullable Throwable error) {
        if (isFirst(kind)) {
            write(Level.WARNING, text, error);
        }
    }

    /** Tells that something is well again. */
    public void info(String text) {
        write(Level.INFO, text, null);
    }

    /** The pool is closed: tells what was counted, and sets no more timers. By who closes it. */
    public void close() {
        Map<String, Repeats> left;
        lock.lock();
        try {
            closed = true;
            left = new HashMap<>(lately);
            lately.values().forEach(each -> background.cancel(each.end));
            lately = Map.of();
        } finally {
            lock.unlock();
        }
        left.forEach(this::tellRepeats);
    }

    private boolean isFirst(String kind) {
        try {
            StackProbe.check();
        } catch (StackOverflowError noStack) {
            return true;
        }
        lock.lock();
        try {
            long now = background.clock().nanoTime();
            Repeats known = lately.get(kind);
            if (known != null && now - known.since < WINDOW_NANOS) {
                known.more++;
                return false;
            }
            if (lately.size() < MOST_KINDS) {
                Repeats one = new Repeats(now);
                lately = lately.isEmpty() ? new HashMap<>() : lately;
                lately.put(kind, one);
                if (!closed) {
                    one.end = background.schedule(
                            WINDOW_NANOS, () -> background.execute(Work.of(pool, () -> endOfWindow(kind, one))));
                }
            }
            return true;
        } catch (Throwable noMemory) {
            return true; // A line too many is better than one too few.
        } finally {
            lock.unlock();
        }
    }

    private void endOfWindow(String kind, Repeats one) {
        lock.lock();
        try {
            if (!lately.isEmpty()) {
                lately.remove(kind, one);
            }
        } finally {
            lock.unlock();
        }
        tellRepeats(kind, one);
    }

    private void tellRepeats(String kind, Repeats one) {
        if (one.more > 0) {
            write(Level.WARNING, kind + ": " + one.more + " more like this within " + WINDOW_SECONDS + " s", null);
        }
    }

    /** A logging class that fails to initialize for want of stack never works again: near the end of a stack, a worker writes instead. */
    private void write(Level level, String text, @Nullable Throwable error) {
        try {
            StackProbe.ample();
            writeHere(level, text, error);
        } catch (StackOverflowError noStack) {
            writeElsewhere(level, text, error);
        }
    }

    private void writeElsewhere(Level level, String text, @Nullable Throwable error) {
        try {
            Line.execute(this, level, text, error);
        } catch (VirtualMachineError noMemory) {
            // Nobody hears of it, and the caller goes on.
        }
    }

    /** Not a lambda: to link one takes far more stack than to load a class. */
    private static final class Line extends Work {
        private final PoolLog log;
        private final Level level;
        private final String text;
        private final @Nullable Throwable error;

        private Line(PoolLog log, Level level, String text, @Nullable Throwable error) {
            this.log = log;
            this.level = level;
            this.text = text;
            this.error = error;
        }

        /** Here, where it is known to be work, so that it is not loaded before it is needed. */
        static void execute(PoolLog log, Level level, String text, @Nullable Throwable error) {
            log.background.execute(new Line(log, level, text, error));
        }

        @Override
        protected String pool() {
            return log.pool;
        }

        @Override
        protected void perform() {
            log.writeHere(level, text, error);
        }
    }

    private void writeHere(Level level, String text, @Nullable Throwable error) {
        try {
            Logger.IT.log(level, "pool \"" + pool + "\": " + text, error);
        } catch (Throwable unheard) {
            // A broken log has nobody to be told of it, and must not stop the pool.
        }
    }

    /** Logs what should not happen and belongs to no pool. */
    static void lastResort(String text, Throwable error) {
        try {
            Logger.IT.log(Level.ERROR, text, error);
        } catch (Throwable unheard) {
            // As above.
        }
    }
}
