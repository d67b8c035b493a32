package io.conecta.processor.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The options of a pool: attributes of {@code @Pooled}, methods of {@code PoolSettings}, keys of configuration.
 *
 * <p>Core declares them in {@code io.conecta.internal.runtime.Option}; here is what the compiler and the forms need. {@code OptionsTest} compares the two,
 * and with them every place where a name, a type, a default or a sentence is written by hand. The last two are of keyed pools.
 */
public enum Option {
    /** {@code name}. */
    NAME("name", Kind.NAME, 0, "", "the pool's name, for logs, listeners and management; fixed once the pool is built"),
    /** {@code maxSize}. */
    MAX_SIZE("maxSize", Kind.LIMIT, 1, "10", "the maximum number of objects, in any state"),
    /** {@code initialSize}. */
    INITIAL_SIZE("initialSize", Kind.NUMBER, 0, "1", "objects created when the pool is built"),
    /** {@code minIdle}. */
    MIN_IDLE("minIdle", Kind.NUMBER, 0, "0", "idle objects kept ready in the background"),
    /** {@code maxWaiters}. */
    MAX_WAITERS("maxWaiters", Kind.LIMIT, 0, "none", "borrowers that may wait at the same time; any more fail"),
    /** {@code pingMaxRetries}. */
    PING_MAX_RETRIES("pingMaxRetries", Kind.NUMBER, 1, "3", "consecutive failed pings after which an object is closed"),
    /** {@code maxUses}. */
    MAX_USES("maxUses", Kind.LIMIT, 1, "none", "loans after which an object is closed"),
    /** {@code borrowTimeout}. */
    BORROW_TIMEOUT("borrowTimeout", Kind.TIME, 0, "30s", "how long a borrow may take in total"),
    /** {@code createTimeout}. */
    CREATE_TIMEOUT(
            "createTimeout", Kind.TIME, 1, "30s", "how long a creation may take before it is interrupted and fails"),
    /** {@code maxCreating}. */
    MAX_CREATING("maxCreating", Kind.NUMBER, 1, "16", "the maximum number of creations in flight"),
    /** {@code retryDelay}. */
    RETRY_DELAY(
            "retryDelay",
            Kind.TIME,
            1,
            "1s",
            "the longest time between two attempts to create while they fail; the first retries come sooner"),
    /** {@code waitWhenDown}. */
    WAIT_WHEN_DOWN(
            "waitWhenDown",
            Kind.FLAG,
            0,
            "false",
            "whether a borrower that needs a new object waits for a backend that is down, instead of failing at once"),
    /** {@code queueTarget}. */
    QUEUE_TARGET(
            "queueTarget",
            Kind.TIME,
            1,
            "off",
            "the overload valve: borrowers are turned away after this time once all of the last queueInterval waited longer"),
    /** {@code queueInterval}. */
    QUEUE_INTERVAL(
            "queueInterval",
            Kind.TIME,
            1,
            "1s",
            "how long borrowers must have waited longer than queueTarget before the valve opens"),
    /** {@code renewOver}. */
    RENEW_OVER(
            "renewOver",
            Kind.TIME,
            0,
            "0s",
            "time over which objects are replaced when a changed configuration makes new ones necessary"),
    /** {@code pingTimeout}. */
    PING_TIMEOUT("pingTimeout", Kind.TIME, 1, "5s", "how long a ping may take before its object is closed"),
    /** {@code closeTimeout}. */
    CLOSE_TIMEOUT("closeTimeout", Kind.TIME, 1, "5s", "how long a close may take before it is abandoned and reported"),
    /** {@code hookTimeout}. */
    HOOK_TIMEOUT(
            "hookTimeout",
            Kind.TIME,
            1,
            "30s",
            "how long prepareFunc and resetFunc may take before they are interrupted"),
    /** {@code scanInterval}. */
    SCAN_INTERVAL("scanInterval", Kind.TIME, 1, "10s", "time between two scans, which ping the idle objects"),
    /** {@code pingIdleAfter}. */
    PING_IDLE_AFTER(
            "pingIdleAfter",
            Kind.TIME,
            0,
            "off",
            "idle time after which an object is pinged before it is lent; zero: before every loan"),
    /** {@code idleTimeout}. */
    IDLE_TIMEOUT(
            "idleTimeout",
            Kind.TIME,
            1,
            "off",
            "idle time after which an object is closed, unless minIdle keeps it; minus up to 12.5 % jitter"),
    /** {@code maxLifetime}. */
    MAX_LIFETIME(
            "maxLifetime",
            Kind.TIME,
            1,
            "off",
            "age at which an object is closed, once nobody holds it; minus up to 12.5 % jitter"),
    /** {@code leakThreshold}. */
    LEAK_THRESHOLD("leakThreshold", Kind.TIME, 1, "off", "age at which a loan is reported as leaked, once"),
    /** {@code reclaimLeaked}. */
    RECLAIM_LEAKED(
            "reclaimLeaked",
            Kind.FLAG,
            0,
            "false",
            "whether a leaked object is closed and its capacity freed; needs leakThreshold, implies strict"),
    /** {@code leakTraces}. */
    LEAK_TRACES(
            "leakTraces",
            Kind.SAMPLE,
            0,
            "off",
            "which loans record where they were borrowed: off, all, or one in N, as 1/100; costs one stack trace per such loan"),
    /** {@code failOnDeadlock}. */
    FAIL_ON_DEADLOCK(
            "failOnDeadlock",
            Kind.FLAG,
            0,
            "false",
            "whether a borrower whose wait closes a deadlock of borrowers fails at once"),
    /** {@code failFast}. */
    FAIL_FAST("failFast", Kind.FLAG, 0, "true", "whether building fails if an initial object cannot be created"),
    /** {@code strict}. */
    STRICT("strict", Kind.FLAG, 0, "false", "whether concurrent double returns are detected too; slower"),
    /** {@code jmx}. */
    JMX("jmx", Kind.FLAG, 0, "false", "whether JMX shows the pool; needs the module java.management"),
    /** {@code budget}. */
    BUDGET(
            "budget",
            Kind.REFERENCE,
            0,
            "none",
            "the name of the registered budget that the pool shares with others, such as fleet:db-main; fixed once the pool is built"),
    /** {@code minShare}. */
    MIN_SHARE(
            "minShare",
            Kind.NUMBER,
            0,
            "0",
            "objects that the pool can always have of its budget, kept free for it while it has fewer; at most maxSize counts"),
    /** {@code maxTotal}, of keyed pools only. */
    MAX_TOTAL("maxTotal", Kind.LIMIT, 1, "none", "the maximum number of objects over all keys, in any state"),
    /** {@code keyIdleTimeout}, of keyed pools only. */
    KEY_IDLE_TIMEOUT(
            "keyIdleTimeout", Kind.TIME, 1, "1m", "time after which a key without objects and borrowers is forgotten");

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
        FLAG,
        /** One in how many, as text. */
        SAMPLE,
        /** The name of something that the application has, or {@code none}. */
        REFERENCE
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

    /** {@return what it is for in a pool with keys, or in one without} */
    public String meaning(boolean keyed) {
        return switch (keyed ? this : NAME) {
            case MAX_SIZE -> "the maximum number of objects of one key, in any state";
            case INITIAL_SIZE -> "objects created when a key is first borrowed for";
            default -> meaning;
        };
    }

    /** {@return the method of {@code PoolSettings} that sets it} */
    public String setter() {
        return "with" + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
    }

    /** {@return whether pools with keys have it, or those without} */
    public boolean isOf(boolean keyed) {
        return switch (this) {
            case MAX_TOTAL, KEY_IDLE_TIMEOUT -> keyed;
            case FAIL_FAST, MIN_SHARE -> !keyed;
            default -> true;
        };
    }

    /** {@return the options of pools with keys, or of those without} */
    public static List<Option> all(boolean keyed) {
        return Stream.of(values()).filter(option -> option.isOf(keyed)).toList();
    }

    /** {@return a key without what its spellings differ in: max-size, MAX_SIZE and maxSize are one} */
    public static String bare(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** {@return whether an option has that key in configuration, however it is spelled; {@code keyed}: of a pool with keys} */
    public static boolean isKey(String key, boolean keyed) {
        boolean isOnlyKeyed = bare(key).equals(bare(MAX_TOTAL.key)) || bare(key).equals(bare(KEY_IDLE_TIMEOUT.key));
        return (keyed || !isOnlyKeyed)
                && Stream.of(values()).anyMatch(option -> bare(option.key).equals(bare(key)));
    }
}
