package io.conecta.fleet.proof;

/** Something that is promised has not come true. */
class Verdict extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String text;

    Verdict(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }

    /** There were too many connections, but a process was kept still by the machine for longer than the guarantee covers: so nothing is proved. */
    static final class Unclear extends Verdict {
        private static final long serialVersionUID = 1;

        Unclear(String text) {
            super(text);
        }
    }
}
