/** Boots an OSGi framework from Java and shows the demo's bundles in it. */
@org.jspecify.annotations.NullMarked
package io.conecta.demo.felix;
