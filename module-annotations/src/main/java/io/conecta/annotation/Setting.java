package io.conecta.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a parameter of {@link New} as a key of the pool's configuration. Every parameter is such a key, with or without this annotation.
 *
 * <p>A parameter whose type has a text form is configured by text or by a value of its type: primitives and their boxes,
 * {@code String}, {@code char[]}, enums, {@link java.time.Duration}, {@link java.nio.file.Path}, {@link java.io.File},
 * {@link java.net.URI}, {@link java.net.URL}, {@link java.net.InetAddress}, {@link java.nio.charset.Charset},
 * {@link java.util.UUID}, {@link java.util.regex.Pattern}, {@link java.util.Locale}, {@link java.math.BigInteger},
 * {@link java.math.BigDecimal}, {@link Class}, and any type with a public static {@code valueOf}, {@code of} or {@code parse}
 * that takes a {@code String}; lists, sets and optionals of these, {@code String[]} and {@code Map<String, String>}. Any other
 * type is a collaborator: the configuration holds the object itself; in OSGi it is a service, selected by the key with
 * {@code .target} appended.
 *
 * <p>A parameter without default is required, unless it is annotated {@code @Nullable} or an {@link java.util.Optional}.
 *
 * <p>On a field, it applies to the constructor parameter of the same name and type, for constructors that Lombok generates. An annotation
 * on the parameter itself takes precedence.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Setting {
    /** {@return the key; default: the parameter's name} */
    String name() default "";

    /** {@return the value, as text, if the configuration has none; default: the key is required} */
    String defaultValue() default "";

    /** {@return what it is for, shown by configuration consoles} */
    String description() default "";
}
