package io.conecta.quarkus;

import io.conecta.annotation.New;
import io.conecta.annotation.Pooled;

/** Its pool is replaced by the application's own, so that its parameter need not be configured. */
@Pooled(name = "widget")
@SuppressWarnings("conecta")
public class Widget {
    private final int number;

    @New
    Widget(int number) {
        this.number = number;
    }

    @Override
    public String toString() {
        return "widget " + number;
    }
}
