/**
 * The protocol of a fleet. What is decided is decided by classes without threads, clocks or I/O ({@link io.conecta.fleet.internal.Protocol},
 * {@link io.conecta.fleet.internal.Pass}, {@link io.conecta.fleet.internal.Standing}): the simulation runs the same ones.
 */
package io.conecta.fleet.internal;
