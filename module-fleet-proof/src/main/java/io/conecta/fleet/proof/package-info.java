/** Fleets of real processes: they are killed, frozen and cut off, their ledgers fail, and a server counts what is open. */
@org.jspecify.annotations.NullMarked
package io.conecta.fleet.proof;
