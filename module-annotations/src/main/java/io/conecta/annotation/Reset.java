package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Clears what a borrower left behind, when an object is returned: rolls back a transaction, for example.
 *
 * <p>A {@code void} method without parameters, or a static one that takes the object. Not private; may throw any exception: the
 * object is closed instead of reused. Inherited as {@link Ping} is.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface Reset {}
