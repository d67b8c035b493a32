/** Access to the package-private parts of the API, for the stress tests. */
@org.jspecify.annotations.NullMarked
package io.conecta;
