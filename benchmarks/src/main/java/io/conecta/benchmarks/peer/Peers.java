package io.conecta.benchmarks.peer;

/** The peers by name. Each case calls a static method of the peer's own class, so that no other peer is loaded. */
public final class Peers {
    private Peers() {}

    /**
     * Opens a peer and fills it.
     *
     * @param name the peer, with the variant after a dash
     * @param size objects in the pool, or keys
     */
    public static Peer<?> open(String name, int size) throws Exception {
        return switch (name) {
            case "none" -> NonePeer.open();
            case "limit" -> LimitPeer.open();
            case "conecta" -> ConectaPeer.open(BarePool.of(size));
            case "conecta-all" -> ConectaPeer.open(ConectaPools.everyFeature(size));
            case "conecta-strict" -> ConectaPeer.open(ConectaPools.strict(size));
            case "conecta-fifo" -> ConectaPeer.open(ConectaPools.queued(size, false));
            case "conecta-lifo" -> ConectaPeer.open(ConectaPools.queued(size, true));
            case "conecta-meter" -> ConectaPeer.open(ConectaPools.metered(size));
            case "conecta-traces" -> ConectaPeer.open(ConectaPools.traced(size));
            case "conecta-jfr" -> ConectaPeer.open(ConectaPools.recorded(size));
            case "conecta-typed" -> ConectaPeer.open(ConectaPools.typed(size));
            case "conecta-lease" -> ConectaLeasePeer.open(BarePool.of(size));
            case "conecta-lease-all" -> ConectaLeasePeer.open(ConectaPools.everyFeature(size));
            case "conecta-lease-typed" -> ConectaLeasePeer.open(ConectaPools.typed(size));
            case "conecta-run" -> ConectaRunPeer.open(BarePool.of(size));
            case "conecta-call" -> ConectaCallPeer.open(BarePool.of(size));
            case "conecta-facade" -> ConectaFacadePeer.open(size);
            case "conecta-budget" -> ConectaPeer.open(ConectaPools.budgeted(size));
            case "conecta-leased" -> ConectaPeer.open(ConectaPools.leased(size));
            case "conecta-keyed" -> ConectaKeyedPeer.open(size).filled();
            case "conecta-keys" -> ConectaKeyedPeer.open(size);
            case "stormpot" -> StormpotPeer.open(size);
            case "stormpot-reduced" -> StormpotPeer.openReduced(size);
            case "stormpot-virtual" -> StormpotPeer.openVirtual(size);
            case "hikari" -> HikariPeer.open(size);
            case "commons" -> CommonsPeer.open(size);
            case "commons-bridge" -> BridgePeer.open(size);
            case "commons-keyed" -> CommonsKeyedPeer.open(size).filled();
            case "commons-keys" -> CommonsKeyedPeer.open(size);
            case "vibur" -> ViburPeer.open(size, false);
            case "vibur-conversant" -> ViburPeer.open(size, true);
            case "fop" -> FastObjectPoolPeer.open(size, false);
            case "fop-disruptor" -> FastObjectPoolPeer.open(size, true);
            case "abq" -> QueuePeer.open(size);
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
    }
}
