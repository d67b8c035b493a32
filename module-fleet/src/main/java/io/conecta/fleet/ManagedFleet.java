package io.conecta.fleet;

import io.conecta.PoolHealth;

/** A fleet's budget as JMX shows it. */
final class ManagedFleet implements FleetBudgetMXBean {
    private final FleetBudget budget;

    ManagedFleet(FleetBudget budget) {
        this.budget = budget;
    }

    private FleetStats stats() {
        return budget.fleetStats();
    }

    @Override
    public String getName() {
        return budget.name();
    }

    @Override
    public String getMemberId() {
        return budget.memberId();
    }

    @Override
    public String getHealth() {
        return budget.health().status().name();
    }

    @Override
    public String getHealthReason() {
        PoolHealth health = budget.health();
        return health.reason() + "; for " + health.since().toSeconds() + " s";
    }

    @Override
    public boolean isUp() {
        return budget.health().isUp();
    }

    @Override
    public int getLimit() {
        return stats().limit();
    }

    @Override
    public int getConfiguredLimit() {
        return budget.stats().limit();
    }

    @Override
    public int getGranted() {
        return stats().granted();
    }

    @Override
    public int getUsable() {
        return stats().usable();
    }

    @Override
    public int getTaken() {
        return stats().taken();
    }

    @Override
    public int getWanted() {
        return stats().want();
    }

    @Override
    public int getAsked() {
        return stats().asked();
    }

    @Override
    public int getPromise() {
        return stats().promise();
    }

    @Override
    public int getOverdraft() {
        return stats().overdraft();
    }

    @Override
    public int getMembers() {
        return stats().members();
    }

    @Override
    public int getFree() {
        return stats().free();
    }

    @Override
    public int getQuarantined() {
        return stats().quarantined();
    }

    @Override
    public long getQuarantineLeftMillis() {
        return stats().quarantineLeft().toMillis();
    }

    @Override
    public long getLeaseLeftMillis() {
        return stats().leaseLeft().toMillis();
    }

    @Override
    public long getLeaseAgeMillis() {
        return stats().leaseAge().toMillis();
    }

    @Override
    public long getContactAgeMillis() {
        return stats().sinceContact().toMillis();
    }

    @Override
    public long getLedgerVersion() {
        return stats().ledgerVersion();
    }

    @Override
    public String getOptimiserId() {
        return stats().optimiserId();
    }

    @Override
    public boolean isOptimiser() {
        return stats().optimiser();
    }

    @Override
    public long getPasses() {
        return stats().passes();
    }

    @Override
    public long getConflicts() {
        return stats().conflicts();
    }

    @Override
    public String report() {
        try {
            return budget.report();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ledger was asked; ask again");
        }
    }

    @Override
    public void changeLimit(int limit) {
        budget.limit(limit);
    }
}
