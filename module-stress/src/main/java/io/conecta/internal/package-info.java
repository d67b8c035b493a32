/** jcstress tests of the engine's own classes; in their package, since those are nobody else's business. */
@org.jspecify.annotations.NullMarked
package io.conecta.internal;
