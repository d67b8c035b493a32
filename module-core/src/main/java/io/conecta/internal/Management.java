package io.conecta.internal;

import io.conecta.PoolMXBean;
import io.conecta.internal.runtime.PoolLog;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * Whether JMX shows the pool. Without the module {@code java.management} it does not; nothing that names its classes is touched unless the
 * option {@code jmx} is on. Thread-safe.
 *
 * @param <T> what is pooled
 */
final class Management<T> {
    private final Parts<T> parts;
    private final PoolLog log;
    /** Registrations come one after the other. */
    private final ReentrantLock lock = new ReentrantLock();
    /** Ends the registration, if there is one. Guarded by {@link #lock}, as the next. */
    private @Nullable Runnable registered;

    private boolean closed;

    Management(Parts<T> parts) {
        this.parts = parts;
        this.log = parts.user.log();
    }

    /** Shows the pool from now on, or no longer, as the settings say. Throws nothing: a pool that cannot be shown lends all the same. */
    void show() {
        lock.lock();
        try {
            // Those of now: of changes that meet, the latest holds in the end.
            show(parts.store.limits().settings().jmx());
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void show(boolean wanted) {
        if (wanted && registered == null && !closed) {
            registered = register();
        } else if (!wanted && registered != null) {
            registered.run();
            registered = null;
        }
    }

    /** The pool is closed. */
    void end() {
        lock.lock();
        try {
            closed = true;
            show(false);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable register() {
        try {
            return Server.register(new ManagedPool<>(parts));
        } catch (LinkageError none) {
            isNotShown("this runtime has no module java.management; add it", null);
        } catch (NotShown refused) {
            isNotShown(refused.getMessage(), refused.getCause());
        }
        return null;
    }

    private void isNotShown(String why, @Nullable Throwable failure) {
        log.warn("jmx failed", "JMX does not show this pool: " + why + "; or turn jmx off", failure);
    }

    /** Why the pool could not be registered. */
    private static final class NotShown extends Exception {
        private static final long serialVersionUID = 1L;

        NotShown(String why, @Nullable Throwable cause) {
            super(why, cause);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** All that names JMX's classes, in catch clauses too: whoever has one of those cannot be loaded without them. */
    private static final class Server {
        private Server() {}

        /** {@return what ends the registration} */
        static Runnable register(ManagedPool<?> pool) throws NotShown {
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                ObjectName name = new ObjectName("io.conecta:type=Pool,name=" + ObjectName.quote(pool.getName()));
                server.registerMBean(new StandardMBean(pool, PoolMXBean.class, true), name);
                return () -> unregister(server, name);
            } catch (InstanceAlreadyExistsException taken) {
                throw new NotShown("it shows another pool of this name; give each pool a name of its own", null);
            } catch (JMException | RuntimeException failure) {
                throw new NotShown(failure + "; see the cause", failure);
            }
        }

        private static void unregister(MBeanServer server, ObjectName name) {
            try {
                server.unregisterMBean(name);
            } catch (InstanceNotFoundException already) {
                // Somebody else has taken it away.
            } catch (JMException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
