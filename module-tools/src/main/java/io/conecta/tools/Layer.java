package io.conecta.tools;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A quantity in a chart: an area with its colour and its pattern, which are the style {@code id} of the page.
 *
 * @param bottom what lies below it
 * @param amount how much there is of it
 */
record Layer(String id, String name, String meaning, ToIntFunction<Sample> bottom, ToIntFunction<Sample> amount) {
    /** What takes places in a pool, from the bottom. */
    static final List<Layer> OBJECTS = List.of(
            new Layer("lent", "lent", "with a borrower", s -> 0, s -> s.inPool().lent()),
            new Layer(
                    "held",
                    "in maintenance",
                    "being pinged, reset, handed off or closed",
                    s -> s.inPool().lent(),
                    s -> s.inPool().held()),
            new Layer(
                    "creating",
                    "creating",
                    "a creation that has not ended",
                    s -> s.inPool().lent() + s.inPool().held(),
                    s -> s.inPool().creating()),
            new Layer(
                    "idle",
                    "idle",
                    "free to be borrowed",
                    s -> s.inPool().taken() - s.inPool().idle(),
                    s -> s.inPool().idle()));

    static final Layer WAITING = new Layer("waiting", "waiting", "borrowers in line", s -> 0, Sample::waiting);

    /** {@return a sample of the layer's colour and pattern, for the legend} */
    String swatch() {
        return "<svg class=\"swatch\" width=\"28\" height=\"16\" aria-hidden=\"true\"><rect class=\"area " + id
                + "\" x=\"1\" y=\"1\" width=\"26\" height=\"14\"/></svg>";
    }
}
