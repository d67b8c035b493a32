/** The annotations that mark a class for pooling; start at {@link io.conecta.annotation.Pooled}. */
@org.jspecify.annotations.NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.conecta.annotation;
