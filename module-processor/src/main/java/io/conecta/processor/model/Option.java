package io.conecta.processor.model;

import java.util.Locale;

/** The options of a pool: attributes of {@code @Pooled}, methods of {@code PoolSettings}, keys of configuration. */
public enum Option {
    /** The pool's name. */
    NAME("name", Kind.NAME, 0, "", "the pool's name"),
    /** The size limit. */
    MAX_SIZE("maxSize", Kind.LIMIT, 1, "10", "objects at most, in any state"),
    /** Objects at the start. */
    INITIAL_SIZE("initialSize", Kind.NUMBER, 0, "1", "objects that are created with the pool"),
    /** Objects kept ready. */
    MIN_IDLE("minIdle", Kind.NUMBER, 0, "0", "idle objects kept ready in the background"),
    /** Waiters at most. */
    MAX_WAITERS("maxWaiters", Kind.LIMIT, 0, "none", "borrowers that may wait at once"),
    /** Pings before closing. */
    PING_MAX_RETRIES("pingMaxRetries", Kind.NUMBER, 1, "3", "failed pings in a row after which an object is closed"),
    /** Loans per object. */
    MAX_USES("maxUses", Kind.LIMIT, 1, "none", "loans after which an object is closed"),
    /** Time to borrow. */
    BORROW_TIMEOUT("borrowTimeout", Kind.TIME, 0, "30s", "how long a borrow may take, everything included"),
    /** Time to create. */
    CREATE_TIMEOUT("createTimeout", Kind.TIME, 1, "off", "how long a creation may take before it has failed"),
    /** Time to ping. */
    PING_TIMEOUT("pingTimeout", Kind.TIME, 1, "5s", "how long a ping may take before its object is closed"),
    /** Time to close. */
    CLOSE_TIMEOUT("closeTimeout", Kind.TIME, 1, "5s", "how long a close may take before it is given up and reported"),
    /** Time between scans. */
    SCAN_INTERVAL("scanInterval", Kind.TIME, 1, "10s", "time between two scans, which ping the idle objects"),
    /** Idle time before a ping. */
    PING_IDLE_AFTER(
            "pingIdleAfter", Kind.TIME, 0, "off", "idle time after which an object is pinged before it is lent"),
    /** Idle time at most. */
    IDLE_TIMEOUT("idleTimeout", Kind.TIME, 1, "off", "idle time after which an object is closed"),
    /** Age at most. */
    MAX_LIFETIME("maxLifetime", Kind.TIME, 1, "off", "age at which an object is closed, if nobody holds it"),
    /** Age of a leak. */
    LEAK_THRESHOLD("leakThreshold", Kind.TIME, 1, "off", "age at which a loan is reported as leaked"),
    /** Whether leaks are reclaimed. */
    RECLAIM_LEAKED("reclaimLeaked", Kind.FLAG, 0, "false", "whether a leaked object is closed and its capacity freed"),
    /** Whether loans record their origin. */
    LEAK_TRACES("leakTraces", Kind.FLAG, 0, "false", "whether loans record where they were borrowed"),
    /** Whether a failed start fails the build. */
    FAIL_FAST("failFast", Kind.FLAG, 0, "true", "whether the start fails if an initial object cannot be created"),
    /** Whether double returns are told apart at any cost. */
    STRICT("strict", Kind.FLAG, 0, "false", "whether two returns of one object in the same instant are told apart");

    /** What the value of an option is. */
    public enum Kind {
        /** A text that is shown everywhere. */
        NAME,
        /** An {@code int}. */
        NUMBER,
        /** An {@code int}; the largest is no limit, and written {@code none}. */
        LIMIT,
        /** A duration. */
        TIME,
        /** A {@code boolean}. */
        FLAG
    }

    private final String key;
    private final Kind kind;
    private final int least;
    private final String defaultText;
    private final String meaning;

    Option(String key, Kind kind, int least, String defaultText, String meaning) {
        this.key = key;
        this.kind = kind;
        this.least = least;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** {@return the name of the attribute, and the key in configuration} */
    public String key() {
        return key;
    }

    /** {@return what its value is} */
    public Kind kind() {
        return kind;
    }

    /** {@return the least number; for a time, 1 if zero is refused} */
    public int least() {
        return least;
    }

    /** {@return the default, as text} */
    public String defaultText() {
        return defaultText;
    }

    /** {@return what it is for} */
    public String meaning() {
        return meaning;
    }

    /** {@return the method of {@code PoolSettings} that sets it} */
    public String setter() {
        return "with" + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }

    /** {@return whether an option has that key} */
    public static boolean isKey(String key) {
        for (Option option : values()) {
            if (option.key.equals(key)) {
                return true;
            }
        }
        return false;
    }
}
