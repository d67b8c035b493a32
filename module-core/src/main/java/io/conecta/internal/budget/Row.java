package io.conecta.internal.budget;

import org.jspecify.annotations.Nullable;

/** Shares in line. Each brings its own link, so that nothing here takes memory, of which there may be none when a permit comes back. */
final class Row {
    private @Nullable Link first;
    private @Nullable Link last;

    /** A share's place in one row. */
    static final class Link {
        final LocalShare share;
        private @Nullable Link before;
        private @Nullable Link next;

        Link(LocalShare share) {
            this.share = share;
        }

        @Nullable
        Link next() {
            return next;
        }
    }

    @Nullable
    Link first() {
        return first;
    }

    @Nullable
    Link last() {
        return last;
    }

    boolean has(Link link) {
        return first == link || link.before != null;
    }

    /** At the end. {@return whether it was not in line yet} */
    boolean add(Link link) {
        if (has(link)) {
            return false;
        }
        Link end = last;
        link.before = end;
        if (end == null) {
            first = link;
        } else {
            end.next = link;
        }
        last = link;
        return true;
    }

    void remove(Link link) {
        if (!has(link)) {
            return;
        }
        Link before = link.before;
        Link next = link.next;
        if (before == null) {
            first = next;
        } else {
            before.next = next;
        }
        if (next == null) {
            last = before;
        } else {
            next.before = before;
        }
        link.before = null;
        link.next = null;
    }

    /** {@return the first, taken out, or null} */
    @Nullable
    Link poll() {
        Link link = first;
        if (link != null) {
            remove(link);
        }
        return link;
    }
}
