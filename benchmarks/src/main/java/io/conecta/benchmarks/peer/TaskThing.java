package io.conecta.benchmarks.peer;

import io.conecta.annotation.Pooled;
import org.openjdk.jmh.infra.Blackhole;

/** A {@link Thing} with a façade. */
@Pooled(facade = Task.class, borrowTimeout = "1s")
@SuppressWarnings("conecta")
public final class TaskThing implements Task {
    /** Makes one. */
    public TaskThing() {}

    @Override
    public Object touch(Blackhole hole) {
        hole.consume(this);
        return this;
    }

    @Override
    public Object work(Blackhole hole, long tokens) {
        hole.consume(this);
        Blackhole.consumeCPU(tokens);
        return this;
    }
}
