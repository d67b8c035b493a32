package io.conecta.quarkus;

import io.conecta.annotation.New;
import io.conecta.annotation.Pooled;

/** Its pool is disabled, so what is not configured is not missed. */
@Pooled(name = "unused")
@SuppressWarnings("conecta")
public class Unused {
    @New
    Unused(String notConfigured) {
        throw new IllegalStateException(notConfigured);
    }
}
