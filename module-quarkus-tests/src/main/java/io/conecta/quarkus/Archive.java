package io.conecta.quarkus;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A further pool. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Archive {}
