/** A component that gets the typed pool injected; it knows nothing about the pool's configuration. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.consumer;
