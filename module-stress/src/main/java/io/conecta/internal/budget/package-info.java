/** jcstress tests of the classes in this package; in it, since those are nobody else's business. */
@org.jspecify.annotations.NullMarked
package io.conecta.internal.budget;
