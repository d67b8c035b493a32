package io.conecta.opentelemetry;

import io.conecta.BudgetFigure;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth.Status;
import io.conecta.opentelemetry.ConectaTelemetry.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.lang.ref.WeakReference;
import java.util.List;

/** One budget that is observed. Thread-safe. The SDK holds this, and this holds the budget weakly. */
final class ObservedBudget implements Observation {
    private static final String PREFIX = "conecta.";
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("conecta.budget.name");

    private final ConectaTelemetry telemetry;
    private final WeakReference<PoolBudget> budget;
    private final Attributes own;
    /** One for each figure, in their order. */
    private final List<ObservableDoubleMeasurement> instruments;

    private final BatchCallback callback;
    private volatile boolean over;

    ObservedBudget(ConectaTelemetry telemetry, PoolBudget budget, Attributes own) {
        this.telemetry = telemetry;
        this.budget = new WeakReference<>(budget);
        this.own = own;
        Meter meter = telemetry.instruments().meter;
        instruments =
                budget.figures().stream().map(each -> instrument(meter, each)).toList();
        callback = meter.batchCallback(
                this::report,
                instruments.get(0),
                instruments.subList(1, instruments.size()).toArray(ObservableMeasurement[]::new));
    }

    private static ObservableDoubleMeasurement instrument(Meter meter, BudgetFigure figure) {
        String name = PREFIX + figure.name();
        String unit = figure.unit().equals("second") ? "s" : "{" + figure.unit() + "}";
        return figure.total()
                ? meter.counterBuilder(name)
                        .ofDoubles()
                        .setUnit(unit)
                        .setDescription(figure.meaning())
                        .buildObserver()
                : meter.gaugeBuilder(name)
                        .setUnit(unit)
                        .setDescription(figure.meaning())
                        .buildObserver();
    }

    /**
     * {@return the attributes of one budget}
     *
     * @throws IllegalArgumentException if the further ones have its name
     */
    static Attributes attributes(String budget, Attributes further) {
        further.forEach((key, value) -> {
            if (key.getKey().equals(NAME.getKey())) {
                throw new IllegalArgumentException("budget \"" + budget + "\": the attribute " + key.getKey()
                        + " is the budget's name, was given as \"" + value + "\"; use another key");
            }
        });
        return further.toBuilder().put(NAME, budget).build();
    }

    private void report() {
        PoolBudget live = budget.get();
        if (live == null || isClosed(live)) {
            close();
            return;
        }
        List<BudgetFigure> figures = live.figures();
        for (int i = 0; i < figures.size(); i++) {
            instruments.get(i).record(figures.get(i).value(), own);
        }
    }

    private static boolean isClosed(PoolBudget budget) {
        return budget.health().status() == Status.CLOSED;
    }

    /** {@return whether there is nothing to report any more} */
    boolean isOver() {
        PoolBudget live = budget.get();
        return over || live == null || isClosed(live);
    }

    @Override
    public void close() {
        over = true;
        callback.close();
        telemetry.ended(own, this);
    }
}
