package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Creates the objects of a {@link Pooled} class: a constructor, or a static method that returns one.
 *
 * <p>Not private; may throw any exception. Its parameters become those of {@code SessionPool.create(…)} and the keys of the
 * pool's configuration; see {@link Setting}. A class with a single constructor does not need it;
 * an interface or an abstract class needs a static method that has it.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.CONSTRUCTOR, ElementType.METHOD})
public @interface New {}
