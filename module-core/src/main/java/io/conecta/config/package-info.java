/**
 * Pools from configuration, for generated code, frameworks, and programs that build pools from text.
 *
 * <p>Start at {@link io.conecta.config.Pools}: it finds the {@link io.conecta.config.PoolProvider} that the compiler generated for an
 * annotated class, and builds its pool from a map or properties. For classes with a {@code @Key} that is
 * {@link io.conecta.config.KeyedPools}.
 */
@org.jspecify.annotations.NullMarked
@Export
@Version("1.0.0")
package io.conecta.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
