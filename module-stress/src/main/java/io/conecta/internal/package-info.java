/** jcstress tests of the whole engine. */
@org.jspecify.annotations.NullMarked
package io.conecta.internal;
