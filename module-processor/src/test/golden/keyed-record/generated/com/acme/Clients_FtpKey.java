package com.acme;

import javax.annotation.processing.Generated;

/**
 * By what {@link Clients_FtpPool} is asked for objects.
 *
 * @param host passed to its constructor
 * @param port passed to its constructor
 * @param user passed to its constructor
 */
@Generated("io.conecta.processor.PoolProcessor")
public record Clients_FtpKey(String host, int port, @Nullable String user) {}
