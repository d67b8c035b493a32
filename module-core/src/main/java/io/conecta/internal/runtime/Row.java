package io.conecta.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things in line. Each brings its own {@link Link}, so that standing in line takes no memory, of which there may be none. Not thread-safe.
 *
 * @param <E> what stands in line
 */
public final class Row<E> {
    private @Nullable Link<E> first;
    private @Nullable Link<E> last;
    private int size;

    /**
     * A place in one row.
     *
     * @param <E> what stands there
     */
    public static final class Link<E> {
        public final E element;
        private @Nullable Link<E> before;
        private @Nullable Link<E> next;

        /** In no row yet. */
        public Link(E element) {
            this.element = element;
        }

        public @Nullable Link<E> next() {
            return next;
        }
    }

    public int size() {
        return size;
    }

    public @Nullable Link<E> first() {
        return first;
    }

    public @Nullable Link<E> last() {
        return last;
    }

    public boolean has(Link<E> link) {
        return first == link || link.before != null;
    }

    /** At the end. {@return whether it was not in line yet} */
    public boolean add(Link<E> link) {
        if (has(link)) {
            return false;
        }
        Link<E> end = last;
        link.before = end;
        if (end == null) {
            first = link;
        } else {
            end.next = link;
        }
        last = link;
        size++;
        return true;
    }

    /** Out of the line, if it is there. */
    public void remove(Link<E> link) {
        if (!has(link)) {
            return;
        }
        Link<E> before = link.before;
        Link<E> next = link.next;
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
        size--;
    }

    /** {@return a copy} */
    public List<E> toList() {
        List<E> all = new ArrayList<>(size);
        for (Link<E> at = first; at != null; at = at.next) {
            all.add(at.element);
        }
        return all;
    }

    /** {@return the first, taken out, or null} */
    public @Nullable Link<E> poll() {
        Link<E> link = first;
        if (link != null) {
            remove(link);
        }
        return link;
    }
}
