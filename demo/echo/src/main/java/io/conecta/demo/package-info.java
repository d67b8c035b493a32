/** The original's example: a pool of TCP clients, an echo server that goes and comes back, and the story of the two. */
@org.jspecify.annotations.NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.conecta.demo;
