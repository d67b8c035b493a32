package io.conecta.tools;

import java.time.Instant;

/** Something that went wrong at one moment, so many times. */
record Mark(Kind kind, Instant at, long times) {
    /** What went wrong. Each has a shape of its own, so that colour is not needed to know which is which. */
    enum Kind {
        FAILED_CREATION("failed creations", "failed creation", "M-5,-5L5,5M-5,5L5,-5"),
        FAILED_PING("failed pings", "failed ping", "M0,-6V6M-6,0H6"),
        FAILED_CLOSE("failed closes", "failed close", "M-5,-5H5V5H-5Z"),
        LEAK("leaks", "leak", "M0,-6L6,0L0,6L-6,0Z"),
        TIMEOUT("timeouts", "timeout", "M0,-6L6,5H-6Z"),
        REJECTION("borrows turned away", "borrow turned away", "M0,6L6,-5H-6Z");

        private final String many;
        private final String one;
        private final String shape;

        Kind(String many, String one, String shape) {
            this.many = many;
            this.one = one;
            this.shape = shape;
        }

        /** {@return the kind's name as a title} */
        String title() {
            return Character.toUpperCase(many.charAt(0)) + many.substring(1);
        }

        String counted(long times) {
            return Texts.count(times) + " " + (times == 1 ? one : many);
        }

        /** {@return the page's style for the shape: lines or a filled area} */
        String style() {
            return this == FAILED_CREATION || this == FAILED_PING ? "open" : "full";
        }

        /** {@return the shape, as a path around the origin} */
        String shape() {
            return shape;
        }
    }
}
