package io.conecta.commons;

/** Room for objects beyond one pool's own: asked before an object is made, told when one is gone. */
interface Places {
    /** Where each pool's own limit is all there is. */
    Places ENOUGH = new Places() {
        @Override
        public void take() {}

        @Override
        public void free() {}

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void makeRoom() {}
    };

    /** Takes a place, waiting for one if need be. */
    void take() throws Exception;

    /** Gives a place back: its object is gone, or was not made. */
    void free();

    /** {@return whether all places are taken} */
    boolean isFull();

    /**
     * Sees to it that there is a place, if that can be done at once.
     *
     * @throws java.util.NoSuchElementException if not
     */
    void makeRoom();
}
