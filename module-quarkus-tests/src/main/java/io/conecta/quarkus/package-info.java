/** Pools in the container of Quarkus. */
package io.conecta.quarkus;
