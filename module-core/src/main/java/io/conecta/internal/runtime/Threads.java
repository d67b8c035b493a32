package io.conecta.internal.runtime;

import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/** What the engine has to know of threads, and those of its own. */
public final class Threads {
    private Threads() {}

    /** {@return the thread's id} */
    @SuppressWarnings("deprecation") // Its successor is younger than Java 17.
    public static long id(Thread thread) {
        return thread.getId();
    }

    /** {@return the thread's name in one line, or its number if it has none, as most virtual threads} */
    public static String name(Thread thread) {
        String name = thread.getName();
        return name.isEmpty() ? "virtual thread #" + id(thread) : inOneLine(name);
    }

    /** {@return a text with a space for each control character, so that it can forge no line of a log} */
    public static String inOneLine(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); i++) {
            int type = Character.getType(text.charAt(i));
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                line = line == null ? new StringBuilder(text) : line;
                line.setCharAt(i, ' ');
            }
        }
        return line == null ? text : line.toString();
    }

    /** Whether the thread is a background's own, so that nobody but the pool has reason to interrupt it. */
    public static boolean isOwn(Thread thread) {
        return thread instanceof Worker;
    }

    /** {@return where the thread waits for a lock, or null if it does not} */
    public static @Nullable StackTraceElement blockedAt(Thread thread) {
        boolean blocked = thread.getState() == Thread.State.BLOCKED;
        StackTraceElement[] stack = thread.getStackTrace();
        boolean locking = blocked;
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.")) {
                return locking ? frame : null;
            }
            locking |= type.startsWith("java.util.concurrent.locks.Reentrant")
                    && frame.getMethodName().startsWith("lock");
        }
        return null;
    }

    /** Whether this thread is in a static initializer: no other gets into that class meanwhile. */
    public static boolean isInStaticInitializer() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (frame.getMethodName().equals("<clinit>")) {
                return true;
            }
        }
        return false;
    }

    /** {@return the group that all threads are in, directly or not} */
    private static ThreadGroup rootGroup() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    /**
     * {@return a daemon thread that remembers nothing of the thread that happened to make it} No thread group, no inherited thread-locals,
     * no context class loader, no access control context: otherwise it would keep a stopped bundle's class loader alive.
     */
    @SuppressWarnings("removal") // On 17 a thread still captures its creator's access control context.
    static Thread daemon(String name, Runnable task) {
        return AccessController.doPrivileged(new Making(name, task));
    }

    private static final class Making implements PrivilegedAction<Thread> {
        private final String name;
        private final Runnable task;

        private Making(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public Thread run() {
            return new Worker(rootGroup(), task, name);
        }
    }

    private static final class Worker extends Thread {
        private Worker(ThreadGroup group, Runnable task, String name) {
            super(group, task, name, 0, false);
            setDaemon(true);
            setContextClassLoader(null);
        }
    }
}
