package io.conecta.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An SDK, and what is collected from it. */
final class Collected implements AutoCloseable {
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SdkMeterProvider provider =
            SdkMeterProvider.builder().registerMetricReader(reader).build();
    final OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder().setMeterProvider(provider).build();

    /** {@return what is reported now, by name} */
    Map<String, MetricData> now() {
        Collection<MetricData> all = reader.collectAllMetrics();
        Map<String, MetricData> byName = new TreeMap<>();
        all.forEach(metric -> byName.put(metric.getName(), metric));
        return byName;
    }

    /** {@return the figure with exactly these attributes, if it is reported} */
    Optional<Long> figure(String name, Attributes attributes) {
        return longs(now().get(name))
                .filter(point -> point.getAttributes().equals(attributes))
                .map(LongPointData::getValue)
                .findFirst();
    }

    private static Stream<LongPointData> longs(@Nullable MetricData metric) {
        return metric == null ? Stream.of() : metric.getLongSumData().getPoints().stream();
    }

    /** {@return the points of a histogram} */
    List<HistogramPointData> times(String name) {
        MetricData metric = now().get(name);
        return metric == null
                ? List.of()
                : List.copyOf(metric.getHistogramData().getPoints());
    }

    /** {@return how many times with exactly these attributes were measured} */
    long count(String name, Attributes attributes) {
        return times(name).stream()
                .filter(point -> point.getAttributes().equals(attributes))
                .mapToLong(HistogramPointData::getCount)
                .sum();
    }

    @Override
    public void close() {
        sdk.close();
    }
}
