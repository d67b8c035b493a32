package io.conecta.fleet.internal;

/** The pools of one member. Thread-safe; nothing blocks. */
public interface Holdings {
    /** So many objects they may have from now on. */
    void permits(int permits);

    /** Lent objects are to be closed too, as far as there are too many. */
    void revoke();

    /** {@return how many objects they have, from the start of a creation to the end of the close} */
    int used();

    /** {@return how many objects they want} */
    int wanted();

    /** {@return how many they are to have always} */
    int floor();
}
