/** The proofs that take long: all races by jcstress, and pools under random operations. */
@org.jspecify.annotations.NullMarked
package io.conecta.stress;
