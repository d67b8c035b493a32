package io.conecta;

import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of a pool, as one immutable value with a {@code with…} method for each.
 *
 * <pre>{@code
 * pool.reconfigure(pool.settings().withMaxSize(32));
 * }</pre>
 *
 * <p>No limit is expressed by the largest value: {@link #FOREVER} for times, {@link #UNLIMITED} for numbers; as text, {@code off} and
 * {@code none}. Each {@code with…} method refuses a value that is invalid on its own, with an {@link IllegalArgumentException} that names
 * the option, the value and the fix, and {@code null} with a {@link NullPointerException}. Values that contradict each other are refused
 * when the settings are used: by {@link PoolBuilder#build()} and {@link Pool#reconfigure}.
 */
public final class PoolSettings extends AbstractPoolSettings<PoolSettings> {
    /** The longest duration: a timeout that never expires. */
    public static final Duration FOREVER = DurationText.FOREVER;

    /** The largest number: no limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final PoolSettings DEFAULTS = new PoolSettings("", defaultValues());

    private final String name;

    /** Every other option's value. Pools that differ in their name share it: there may be one for each of many keys. */
    private final Map<Option, Object> values;

    private PoolSettings(String name, Map<Option, Object> values) {
        this.name = name;
        this.values = values;
    }

    private static Map<Option, Object> defaultValues() {
        Map<Option, Object> values = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            values.put(option, option.byDefault());
        }
        values.remove(Option.NAME);
        return values;
    }

    /** {@return the settings with every option at its default} */
    public static PoolSettings defaults() {
        return DEFAULTS;
    }

    /** {@return the pool's name, for logs, listeners and management; fixed once the pool is built; default empty: the pool numbers itself} */
    public String name() {
        return name;
    }

    /** {@return the maximum number of objects, in any state; 0 pauses a running pool until it is raised, and builds none; default 10} */
    public int maxSize() {
        return (int) value(Option.MAX_SIZE);
    }

    /** {@return objects created when the pool is built; default 1} */
    public int initialSize() {
        return (int) value(Option.INITIAL_SIZE);
    }

    /** {@return idle objects kept ready in the background, as far as {@code maxSize} allows; default 0} */
    public int minIdle() {
        return (int) value(Option.MIN_IDLE);
    }

    /** {@return objects that the pool can always have of its budget, kept free for it while it has fewer; at most {@code maxSize} counts; default 0} */
    public int minShare() {
        return (int) value(Option.MIN_SHARE);
    }

    /**
     * {@return a copy with this {@link #minShare() minShare}}
     *
     * @param value at least 0
     */
    public PoolSettings withMinShare(int value) {
        return with(Option.MIN_SHARE, value);
    }

    /** {@return borrowers that may wait at the same time; any more fail with {@link PoolFullException}; as many more may wait as there are objects idle, pinged or created, or room for; default none} */
    public int maxWaiters() {
        return (int) value(Option.MAX_WAITERS);
    }

    /** {@return consecutive failed pings after which an object is closed; default 3} */
    public int pingMaxRetries() {
        return (int) value(Option.PING_MAX_RETRIES);
    }

    /** {@return loans after which an object is closed; default none} */
    public int maxUses() {
        return (int) value(Option.MAX_USES);
    }

    /** {@return how long a borrow may take in total; default 30s} */
    public Duration borrowTimeout() {
        return (Duration) value(Option.BORROW_TIMEOUT);
    }

    /** {@return how long a creation may take before it is interrupted and fails; default 30s} */
    public Duration createTimeout() {
        return (Duration) value(Option.CREATE_TIMEOUT);
    }

    /** {@return the maximum number of creations in flight; default 16} */
    public int maxCreating() {
        return (int) value(Option.MAX_CREATING);
    }

    /** {@return the longest time between two attempts to create while they fail; the first retries come sooner; default 1s} */
    public Duration retryDelay() {
        return (Duration) value(Option.RETRY_DELAY);
    }

    /** {@return whether a borrower that needs a new object waits for a backend that is down, instead of failing at once; default false} */
    public boolean waitWhenDown() {
        return (boolean) value(Option.WAIT_WHEN_DOWN);
    }

    /** {@return the overload valve: borrowers are turned away after this time once all of the last queueInterval waited longer; default off} */
    public Duration queueTarget() {
        return (Duration) value(Option.QUEUE_TARGET);
    }

    /** {@return how long borrowers must have waited longer than queueTarget before the valve opens; default 1s} */
    public Duration queueInterval() {
        return (Duration) value(Option.QUEUE_INTERVAL);
    }

    /** {@return time over which objects are replaced when a changed configuration makes new ones necessary; default 0s} */
    public Duration renewOver() {
        return (Duration) value(Option.RENEW_OVER);
    }

    /** {@return how long a ping may take before its object is closed; default 5s} */
    public Duration pingTimeout() {
        return (Duration) value(Option.PING_TIMEOUT);
    }

    /** {@return how long a close may take before it is abandoned and reported; default 5s} */
    public Duration closeTimeout() {
        return (Duration) value(Option.CLOSE_TIMEOUT);
    }

    /** {@return how long {@code prepareFunc} and {@code resetFunc} may take before they are interrupted; default 30s} */
    public Duration hookTimeout() {
        return (Duration) value(Option.HOOK_TIMEOUT);
    }

    /** {@return time between two scans, which ping the idle objects; default 10s} */
    public Duration scanInterval() {
        return (Duration) value(Option.SCAN_INTERVAL);
    }

    /** {@return idle time after which an object is pinged before it is lent; zero: before every loan; default off} */
    public Duration pingIdleAfter() {
        return (Duration) value(Option.PING_IDLE_AFTER);
    }

    /** {@return idle time after which an object is closed, unless {@code minIdle} keeps it; minus up to 12.5 % jitter; default off} */
    public Duration idleTimeout() {
        return (Duration) value(Option.IDLE_TIMEOUT);
    }

    /** {@return age at which an object is closed, once nobody holds it; minus up to 12.5 % jitter; default off} */
    public Duration maxLifetime() {
        return (Duration) value(Option.MAX_LIFETIME);
    }

    /** {@return age at which a loan is reported as leaked, once; default off} */
    public Duration leakThreshold() {
        return (Duration) value(Option.LEAK_THRESHOLD);
    }

    /** {@return whether a leaked object is closed and its capacity freed; needs {@code leakThreshold}, implies {@code strict}; default false} */
    public boolean reclaimLeaked() {
        return (boolean) value(Option.RECLAIM_LEAKED);
    }

    /** {@return which loans record where they were borrowed: {@code off}, {@code all}, or one in N, as {@code 1/100}; costs one stack trace per such loan; default off} */
    public String leakTraces() {
        return (String) value(Option.LEAK_TRACES);
    }

    /** {@return whether a borrower whose wait closes a deadlock of borrowers fails at once; default false} */
    public boolean failOnDeadlock() {
        return (boolean) value(Option.FAIL_ON_DEADLOCK);
    }

    /** {@return whether building fails if an initial object cannot be created; default true} */
    public boolean failFast() {
        return (boolean) value(Option.FAIL_FAST);
    }

    /**
     * {@return a copy with this {@link #failFast() failFast}}
     *
     * @param value true to switch it on
     */
    public PoolSettings withFailFast(boolean value) {
        return with(Option.FAIL_FAST, value);
    }

    /** {@return whether concurrent double returns are detected too; slower; default false} */
    public boolean strict() {
        return (boolean) value(Option.STRICT);
    }

    /** {@return whether JMX shows the pool; needs the module {@code java.management}; default false} */
    public boolean jmx() {
        return (boolean) value(Option.JMX);
    }

    /** {@return the name of the registered budget that the pool shares with others, such as {@code fleet:db-main}; fixed once the pool is built; default none} */
    public String budget() {
        return (String) value(Option.BUDGET);
    }

    /**
     * A copy with an option that is known by its key only.
     *
     * @param key the option's key, as {@link #toMap()} has it
     * @param value an {@code Integer}, {@code Duration}, {@code Boolean} or {@code String}, as the option's {@code with…} method takes it; or text,
     *     as {@link #toMap()} writes it
     * @return the copy
     * @throws IllegalArgumentException naming key, value and fix, if the option is unknown or the value is invalid for it
     */
    public PoolSettings with(String key, Object value) {
        Option option = Option.of(key);
        return with(option, option.valueOf(value));
    }

    @Override
    PoolSettings with(Option option, Object value) {
        Object checked = option.checked(option.key(), value);
        if (option == Option.NAME) {
            return new PoolSettings((String) checked, values);
        }
        Map<Option, Object> changed = new EnumMap<>(values);
        changed.put(option, checked);
        return new PoolSettings(name, changed);
    }

    private Object value(Option option) {
        return Objects.requireNonNull(values.get(option));
    }

    /**
     * Refuses options that contradict each other, as building and reconfiguring do.
     *
     * @throws IllegalArgumentException naming both options, their values and the fix
     */
    public void check() {
        Require.noContradiction(this);
    }

    /** {@return every option as a configuration writes it, by key; without the name if there is none} */
    public Map<String, String> toMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            texts.put(Option.NAME.key(), Option.NAME.text(name));
        }
        values.forEach((option, value) -> texts.put(option.key(), option.text(value)));
        return texts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolSettings that && name.equals(that.name) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + values.hashCode();
    }

    /** {@return the options as {@link #toMap()} has them} */
    @Override
    public String toString() {
        return toMap().entrySet().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", "PoolSettings[", "]"));
    }
}
