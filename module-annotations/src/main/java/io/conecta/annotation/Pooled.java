package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose objects are pooled; the compiler generates the pool.
 *
 * <pre>{@code
 * @Pooled(maxSize = 16, maxLifetime = "30m")
 * public final class Session {
 *     @New Session(String host, @Setting(defaultValue = "22") int port) throws IOException { … }
 *     @Ping boolean alive() { … }
 *     @Destroy void quit() throws IOException { … }
 * }
 * }</pre>
 *
 * <p>generates {@code SessionPool}, a {@code Pool<Session>} with {@code SessionPool.create(host, port)} and
 * {@code SessionPool.builder(host, port)}; {@code SessionFuncs}, only the adapters; {@code SessionPoolProvider}, found by
 * {@link java.util.ServiceLoader}; and, if OSGi's annotations are visible to the compiler, {@code SessionPoolComponent}. A nested
 * {@code Outer.Session} yields {@code Outer_SessionPool}.
 *
 * <p>On a static method it pools what the method returns, for classes that are not yours. {@link Ping}, {@link Prepare}, {@link Reset} and
 * {@link Destroy} are then static methods of the same class that take the object. A method {@code ftp} in
 * {@code Clients} yields {@code Clients_FtpPool}.
 *
 * <p>Where a parameter of the creator is a {@link Key}, the pool is a {@code KeyedPool}, and the options are those of each key.
 *
 * <p>The attributes are the options of the pool; the builder and the configuration can override each. A duration is text: numbers with
 * the units {@code d}, {@code h}, {@code m}, {@code s}, {@code ms}, {@code us}, {@code ns}, largest first ({@code "5s"},
 * {@code "1h30m"}), or ISO-8601 ({@code "PT5S"}), or {@code "off"}: never. The compiler checks them.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Pooled {
    /** {@return the pool's name, for logs, listeners and management; fixed once the pool is built; default: the simple name of the class, or the name of the method} */
    String name() default "";

    /**
     * {@return the simple name of the typed pool; default: that of the class with {@code Pool} appended} The other generated
     * types are named after it: {@code Sessions} yields {@code SessionsFuncs}, {@code SessionsProvider} and
     * {@code SessionsComponent}; a trailing {@code Pool} is dropped before {@code Funcs}. The qualified name is also the pool's PID.
     */
    String poolType() default "";

    /**
     * {@return an interface of the class, for users who need not know that it is pooled; default: none} The typed pool then has a method
     * {@code facade()} that returns one for any number of threads: each call borrows an object, calls it and returns it. An exception comes
     * out as it is, and the object is pinged before its next loan. A thread that is interrupted while it waits for an object gets the
     * {@link InterruptedException}, or, if the method does not declare it, a {@code PoolException}, and stays interrupted. {@code equals},
     * {@code hashCode} and {@code toString} borrow nothing; {@code close()} and what {@link Destroy} is on do nothing. In OSGi it is a service
     * of that interface. The compiler warns of methods that return what needs the object after the call. With a {@link Key} the method is
     * {@code facade(key)}, and in OSGi there is no such service.
     */
    Class<?> facade() default void.class;

    /** {@return the maximum number of objects, in any state; at least 1} */
    int maxSize() default 10;

    /** {@return objects created when the pool is built; 0 to {@code maxSize}} */
    int initialSize() default 1;

    /** {@return idle objects kept ready in the background; 0 to {@code maxSize}} */
    int minIdle() default 0;

    /** {@return borrowers that may wait at the same time; any more fail immediately; default: any number} */
    int maxWaiters() default Integer.MAX_VALUE;

    /** {@return consecutive failed pings after which an object is closed; at least 1} */
    int pingMaxRetries() default 3;

    /** {@return loans after which an object is closed; at least 1; default: any number} */
    int maxUses() default Integer.MAX_VALUE;

    /** {@return how long a borrow may take in total} */
    String borrowTimeout() default "30s";

    /** {@return how long a creation may take before it is interrupted and fails} */
    String createTimeout() default "30s";

    /** {@return the maximum number of creations in flight} */
    int maxCreating() default 16;

    /** {@return the longest time between two attempts to create while they fail; the first retries come sooner} */
    String retryDelay() default "1s";

    /** {@return whether a borrower that needs a new object waits for a backend that is down, instead of failing at once} */
    boolean waitWhenDown() default false;

    /** {@return the overload valve: borrowers are turned away after this time once all of the last queueInterval waited longer} */
    String queueTarget() default "off";

    /** {@return how long borrowers must have waited longer than queueTarget before the valve opens} */
    String queueInterval() default "1s";

    /** {@return time over which objects are replaced when a changed configuration makes new ones necessary} */
    String renewOver() default "0s";

    /** {@return how long a ping may take before its object is closed} */
    String pingTimeout() default "5s";

    /** {@return how long a close may take before it is abandoned and reported} */
    String closeTimeout() default "5s";

    /** {@return how long {@code prepareFunc} and {@code resetFunc} may take before they are interrupted} */
    String hookTimeout() default "30s";

    /** {@return time between two scans, which ping the idle objects} */
    String scanInterval() default "10s";

    /** {@return idle time after which an object is pinged before it is lent; zero: before every loan} */
    String pingIdleAfter() default "off";

    /** {@return idle time after which an object is closed, unless {@code minIdle} keeps it; minus up to 12.5 % jitter} */
    String idleTimeout() default "off";

    /** {@return age at which an object is closed, once nobody holds it; minus up to 12.5 % jitter} */
    String maxLifetime() default "off";

    /** {@return age at which a loan is reported as leaked, once} */
    String leakThreshold() default "off";

    /** {@return whether a leaked object is closed and its capacity freed; needs {@code leakThreshold}, implies {@code strict}} */
    boolean reclaimLeaked() default false;

    /** {@return which loans record where they were borrowed: {@code off}, {@code all}, or one in N, as {@code 1/100}; costs one stack trace per such loan} */
    String leakTraces() default "off";

    /** {@return whether a borrower whose wait closes a deadlock of borrowers fails at once} */
    boolean failOnDeadlock() default false;

    /** {@return whether building fails if an initial object cannot be created; no effect in OSGi, where the service stays registered and borrowers are refused} */
    boolean failFast() default true;

    /** {@return whether concurrent double returns are detected too; slower} */
    boolean strict() default false;

    /** {@return whether JMX shows the pool; needs the module {@code java.management}} */
    boolean jmx() default false;

    /** {@return the name of the registered budget that the pool shares with others, such as {@code fleet:db-main}; fixed once the pool is built; none unless set} */
    String budget() default "none";

    /** {@return objects that the pool can always have of its budget, kept free for it while it has fewer; at most {@code maxSize} counts; 0 unless the pool is built with a budget} */
    int minShare() default 0;

    /** {@return the maximum number of objects over all keys, in any state; at least 1; default: any number; only where a parameter is a {@link Key}} */
    int maxTotal() default Integer.MAX_VALUE;

    /** {@return time after which a key without objects and borrowers is forgotten; only where a parameter is a {@link Key}} */
    String keyIdleTimeout() default "1m";
}
