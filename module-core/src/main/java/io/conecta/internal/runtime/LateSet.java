package io.conecta.internal.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent set that takes hardly any memory before something is added: most pools never need most of them. Thread-safe.
 *
 * @param <E> what is in it
 */
public final class LateSet<E> {
    private volatile @Nullable Set<E> elements;

    public void add(E element) {
        Set<E> there = elements;
        (there == null ? made() : there).add(element);
    }

    private synchronized Set<E> made() {
        Set<E> there = elements;
        if (there == null) {
            there = ConcurrentHashMap.newKeySet(1);
            elements = there;
        }
        return there;
    }

    /** {@return whether it was there} */
    public boolean remove(E element) {
        Set<E> there = elements;
        return there != null && there.remove(element);
    }

    public boolean isEmpty() {
        Set<E> there = elements;
        return there == null || there.isEmpty();
    }

    /** Weakly consistent, as that of any concurrent set. */
    public void forEach(Consumer<? super E> action) {
        Set<E> there = elements;
        if (there != null) {
            there.forEach(action);
        }
    }

    public boolean anyMatch(Predicate<? super E> holds) {
        Set<E> there = elements;
        return there != null && there.stream().anyMatch(holds);
    }
}
