/** The example of Conecta for Go: a pool of TCP clients, and an echo server that stops and comes back. */
@org.jspecify.annotations.NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.conecta.demo;
