/**
 * The API of Conecta, an object and connection pool.
 *
 * <p>Start at {@link io.conecta.Pool#builder(io.conecta.NewFunc)}, or annotate a class with {@code @Pooled} and use the typed
 * pool that the compiler writes beside it.
 */
@org.jspecify.annotations.NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.conecta;
