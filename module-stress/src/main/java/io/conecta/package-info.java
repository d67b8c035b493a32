/** The door to what the API keeps to itself. */
@org.jspecify.annotations.NullMarked
package io.conecta;
