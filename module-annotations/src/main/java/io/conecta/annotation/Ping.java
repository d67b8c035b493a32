package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Checks whether an object still works.
 *
 * <p>A method that returns {@code boolean}, or returns {@code void} and throws when the object is broken. It may take an {@code int},
 * the number of preceding consecutive failures, from 0. A static method takes the object first. Not private; may throw any exception,
 * which counts as a failed ping. Without it, objects count as healthy.
 *
 * <p>Inherited: a subclass may override the method, or name another.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD})
public @interface Ping {}
