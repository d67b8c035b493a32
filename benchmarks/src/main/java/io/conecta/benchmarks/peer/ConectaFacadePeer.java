package io.conecta.benchmarks.peer;

import org.openjdk.jmh.infra.Blackhole;

/** Conecta by a façade that the processor has generated: the same pairs as {@link ConectaCallPeer}'s. */
final class ConectaFacadePeer extends Peer<TaskThing> {
    private final TaskThingPool pool;
    private final Task task;

    private ConectaFacadePeer(TaskThingPool pool) {
        this.pool = pool;
        this.task = pool.facade();
    }

    static Peer<?> open(int size) {
        return new ConectaFacadePeer(
                TaskThingPool.builder().maxSize(size).initialSize(size).build());
    }

    @Override
    public void pair(Blackhole hole) {
        hole.consume(task.touch(hole));
    }

    @Override
    public void pair(Blackhole hole, long tokens) {
        hole.consume(task.work(hole, tokens));
    }

    @Override
    public TaskThing borrow() {
        throw new UnsupportedOperationException("a façade lends nothing");
    }

    @Override
    public TaskThing tryBorrow() {
        throw new UnsupportedOperationException("a façade lends nothing");
    }

    @Override
    public Object object(TaskThing held) {
        return held;
    }

    @Override
    public void giveBack(TaskThing held) {
        throw new UnsupportedOperationException("a façade lends nothing");
    }

    @Override
    public void close() {
        pool.close();
    }
}
