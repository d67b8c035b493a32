package io.conecta.benchmarks.peer;

/** No pool at all: what the measuring itself costs. */
final class NonePeer extends Peer<Object> {
    private final Object object = new Thing();

    static Peer<?> open() {
        return new NonePeer();
    }

    @Override
    public Object borrow() {
        return object;
    }

    @Override
    public Object tryBorrow() {
        return object;
    }

    @Override
    public Object object(Object held) {
        return held;
    }

    @Override
    public void giveBack(Object held) {}
}
