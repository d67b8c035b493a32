package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Releases what an object holds; called exactly once per object.
 *
 * <p>A {@code void} method without parameters, or a static one that takes the object. Not private; may throw any exception,
 * which is reported. Inherited as {@link Ping} is. Without it, the pool calls {@code close()} if the class is {@link AutoCloseable}.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface Destroy {}
