/** The slow concurrency tests: all races under jcstress, and pools under random operations. */
@org.jspecify.annotations.NullMarked
package io.conecta.stress;
