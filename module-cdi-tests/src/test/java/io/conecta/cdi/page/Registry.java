package io.conecta.cdi.page;

/** Knows where the server is. */
public interface Registry {
    String host();

    int port();
}
