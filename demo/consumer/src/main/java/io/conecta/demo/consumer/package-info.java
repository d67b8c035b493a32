/** A component that gets the typed pool injected; it knows nothing of how the pool is configured. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.consumer;
