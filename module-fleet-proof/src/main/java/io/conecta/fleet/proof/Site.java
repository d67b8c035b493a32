package io.conecta.fleet.proof;

import java.io.IOException;
import java.util.List;

/** Where a ledger is: servers in processes of their own, on 127.0.0.1. */
interface Site extends AutoCloseable {
    /** {@return what it is, for people} */
    String name();

    /** {@return the ports that its servers listen on, the same after each start} */
    List<Integer> ports();

    /** {@return the ledger's address for {@link Ledgers#open}, at these ports instead of its own} */
    String address(List<Integer> ports);

    /** All servers die at once. */
    void stop() throws Exception;

    /** All servers start, on what they had; returns when they answer. */
    void start() throws Exception;

    @Override
    void close() throws IOException;
}
