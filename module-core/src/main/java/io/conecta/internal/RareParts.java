package io.conecta.internal;

import io.conecta.internal.flow.Adoption;
import io.conecta.internal.flow.Renewal;

/**
 * The parts of one pool that come into it when it is changed as a whole, shown or closed, or adopts an object. Each uses those made before it, and
 * the {@link SlowParts}.
 *
 * @param <T> what is pooled
 */
final class RareParts<T> {
    final Adoption<T> adoption;
    final Renewal<T> renewal;
    final Management<T> management;
    final Lifecycle<T> lifecycle;

    RareParts(Parts<T> parts) {
        adoption = new Adoption<>(parts.store, parts.supply);
        renewal = new Renewal<>(parts.store, parts.user.background(), parts.handoff, parts.supply);
        management = new Management<>(parts);
        lifecycle = new Lifecycle<>(parts, parts.slow(), this);
    }
}
