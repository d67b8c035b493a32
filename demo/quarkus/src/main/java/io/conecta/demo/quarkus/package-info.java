/** A Quarkus application with a pool. */
package io.conecta.demo.quarkus;
