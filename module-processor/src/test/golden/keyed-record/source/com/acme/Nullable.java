package com.acme;

/** May be null. */
public @interface Nullable {}
