package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of {@link New}, or of a {@link Pooled} method, as the key by which objects are asked for: the pool is a
 * {@code KeyedPool}, which has a pool for each key under one limit.
 *
 * <pre>{@code
 * @Pooled(maxSize = 4, maxTotal = 100)
 * public final class Session {
 *     @New Session(@Key String host, Duration timeout) throws IOException { … }
 * }
 * }</pre>
 *
 * <p>generates {@code SessionPool}, a {@code KeyedPool<String, Session>} with {@code SessionPool.create(timeout)}. The key comes with each borrow,
 * as in {@code pool.call("host1", session -> …)}, and not from configuration. A primitive is boxed.
 *
 * <p>Several such parameters make a record: {@code @Key String host, @Key int port} yields {@code SessionKey(host, port)}, as in
 * {@code pool.call(new SessionKey("host1", 22), session -> …)}.
 *
 * <p>Keys are told apart by {@code equals} and {@code hashCode}. An array cannot be one, nor can {@code null}; a component of a record may be
 * {@code @Nullable}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Key {}
