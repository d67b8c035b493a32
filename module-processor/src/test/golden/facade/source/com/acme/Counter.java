package com.acme;

import java.io.IOException;

/** Counts, and may fail. */
interface Counter {
    int count() throws IOException;
}
