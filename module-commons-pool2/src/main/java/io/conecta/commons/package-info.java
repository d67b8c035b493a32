/**
 * The way over from Apache Commons Pool 2.
 *
 * <p>{@link io.conecta.commons.ConectaObjectPool} and {@link io.conecta.commons.ConectaKeyedObjectPool} run an existing factory and its
 * configuration on Conecta's engine, for code that wants an {@code ObjectPool}. {@link io.conecta.commons.CommonsFactories} makes a
 * {@link io.conecta.PoolBuilder} of an existing factory, for those who go all the way.
 */
@Export
@Version("1.0.0")
package io.conecta.commons;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
