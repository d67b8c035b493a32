package io.conecta.benchmarks.peer;

/** What the pools hold: 16 bytes, as small as an object gets. */
public final class Thing {}
