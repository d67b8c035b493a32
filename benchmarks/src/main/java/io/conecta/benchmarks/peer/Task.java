package io.conecta.benchmarks.peer;

import org.openjdk.jmh.infra.Blackhole;

/** What a façade's user knows of the objects. */
public interface Task {
    /** Touches the object. */
    Object touch(Blackhole hole);

    /** Touches the object and works. */
    Object work(Blackhole hole, long tokens);
}
