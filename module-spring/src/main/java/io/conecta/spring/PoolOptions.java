package io.conecta.spring;

import org.jspecify.annotations.Nullable;

/**
 * What may stand under {@code conecta.pools.<pool name>}, beside the parameters of the pooled class; for IDEs, which show it. Nothing is
 * bound to it: the text itself is read, so that {@code off} and {@code none} can be written.
 *
 * @param enabled whether the pool is a bean; the default is true
 * @param type the class of the pooled objects, for one more pool of it, which is called as it is here
 * @param maxSize the maximum number of objects, in any state; the default is 10 unless the class says otherwise
 * @param initialSize objects created when the pool is built; the default is 1 unless the class says otherwise
 * @param minIdle idle objects kept ready in the background; the default is 0 unless the class says otherwise
 * @param maxWaiters borrowers that may wait at the same time; any more fail; the default is none unless the class says otherwise
 * @param pingMaxRetries consecutive failed pings after which an object is closed; the default is 3 unless the class says otherwise
 * @param maxUses loans after which an object is closed; the default is none unless the class says otherwise
 * @param borrowTimeout how long a borrow may take in total; the default is 30s unless the class says otherwise
 * @param createTimeout how long a creation may take before it is interrupted and fails; the default is 30s unless the class says otherwise
 * @param maxCreating the maximum number of creations in flight; the default is 16 unless the class says otherwise
 * @param retryDelay the longest time between two attempts to create while they fail; the first retries come sooner; the default is 1s unless the class says otherwise
 * @param waitWhenDown whether a borrower that needs a new object waits for a backend that is down, instead of failing at once; the default is false unless the class says otherwise
 * @param queueTarget the overload valve: borrowers are turned away after this time once all of the last queueInterval waited longer; the default is off unless the class says otherwise
 * @param queueInterval how long borrowers must have waited longer than queueTarget before the valve opens; the default is 1s unless the class says otherwise
 * @param renewOver time over which objects are replaced when a changed configuration makes new ones necessary; the default is 0s unless the class says otherwise
 * @param pingTimeout how long a ping may take before its object is closed; the default is 5s unless the class says otherwise
 * @param closeTimeout how long a close may take before it is abandoned and reported; the default is 5s unless the class says otherwise
 * @param hookTimeout how long prepareFunc and resetFunc may take before they are interrupted; the default is 30s unless the class says otherwise
 * @param scanInterval time between two scans, which ping the idle objects; the default is 10s unless the class says otherwise
 * @param pingIdleAfter idle time after which an object is pinged before it is lent; zero: before every loan; the default is off unless the class says otherwise
 * @param idleTimeout idle time after which an object is closed, unless minIdle keeps it; minus up to 12.5 % jitter; the default is off unless the class says otherwise
 * @param maxLifetime age at which an object is closed, once nobody holds it; minus up to 12.5 % jitter; the default is off unless the class says otherwise
 * @param leakThreshold age at which a loan is reported as leaked, once; the default is off unless the class says otherwise
 * @param reclaimLeaked whether a leaked object is closed and its capacity freed; needs leakThreshold, implies strict; the default is false unless the class says otherwise
 * @param leakTraces which loans record where they were borrowed: off, all, or one in N, as 1/100; costs one stack trace per such loan; the default is off unless the class says otherwise
 * @param failOnDeadlock whether a borrower whose wait closes a deadlock of borrowers fails at once; the default is false unless the class says otherwise
 * @param failFast whether building fails if an initial object cannot be created; the default is false, whatever the class says
 * @param strict whether concurrent double returns are detected too; slower; the default is false unless the class says otherwise
 * @param jmx whether JMX shows the pool; needs the module java.management; the default is false unless the class says otherwise
 * @param budget the name of the registered budget that the pool shares with others, such as fleet:db-main; fixed once the pool is built; the default is none unless the class says otherwise
 * @param minShare objects that the pool can always have of its budget, kept free for it while it has fewer; at most maxSize counts; the default is 0 unless the class says otherwise
 */
public record PoolOptions(
        @Nullable Boolean enabled,
        @Nullable Class<?> type,
        @Nullable String maxSize,
        @Nullable Integer initialSize,
        @Nullable Integer minIdle,
        @Nullable String maxWaiters,
        @Nullable Integer pingMaxRetries,
        @Nullable String maxUses,
        @Nullable String borrowTimeout,
        @Nullable String createTimeout,
        @Nullable Integer maxCreating,
        @Nullable String retryDelay,
        @Nullable Boolean waitWhenDown,
        @Nullable String queueTarget,
        @Nullable String queueInterval,
        @Nullable String renewOver,
        @Nullable String pingTimeout,
        @Nullable String closeTimeout,
        @Nullable String hookTimeout,
        @Nullable String scanInterval,
        @Nullable String pingIdleAfter,
        @Nullable String idleTimeout,
        @Nullable String maxLifetime,
        @Nullable String leakThreshold,
        @Nullable Boolean reclaimLeaked,
        @Nullable String leakTraces,
        @Nullable Boolean failOnDeadlock,
        @Nullable Boolean failFast,
        @Nullable Boolean strict,
        @Nullable Boolean jmx,
        @Nullable String budget,
        @Nullable Integer minShare) {}
