package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;

/** The bundles for metrics beside those of Micrometer and OpenTelemetry, with a pool that is a service; on Felix and on Equinox. */
class MetricsIT {
    private static final String POOL = "io.conecta.Pool";
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private Container container;

    @BeforeEach
    void start() {
        container = fixture.container();
    }

    /** {@return the pool, a service} */
    private Object pool(Map<String, ?> more) throws Exception {
        container.configure(PID, fixture.configuration(more));
        return container.service(container.await(POOL));
    }

    private static void useOnce(Object pool) throws Exception {
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
    }

    @Test
    void micrometerCountsUntilThePoolIsClosed() throws Exception {
        container.install(jarWith(Class.forName("io.micrometer.common.KeyValue")));
        container.install(jarWith(Class.forName("io.micrometer.observation.Observation")));
        Bundle micrometer = container.install(jarWith(MeterRegistry.class));
        Bundle metrics = started(container.install(Built.jar("module-micrometer")));
        Object registry = micrometer
                .loadClass("io.micrometer.core.instrument.simple.SimpleMeterRegistry")
                .getConstructor()
                .newInstance();
        Object pool = pool(Map.of("maxSize", 3));
        Object binder = metrics.loadClass("io.conecta.micrometer.ConectaMetrics")
                .getConstructor(metrics.loadClass(POOL))
                .newInstance(pool);
        ServiceView.call(binder, "bindTo", registry);

        useOnce(pool);
        useOnce(pool);

        assertThat(meters(registry))
                .containsEntry("conecta.pool.max", 3.0)
                .containsEntry("conecta.pool.idle", 1.0)
                .containsEntry("conecta.pool.use", 2.0)
                .containsEntry("conecta.pool.timeouts", 0.0);
        container.bundle("io.conecta.demo").stop();
        assertThat(meters(registry)).isEmpty();
    }

    /** {@return the first measurement of each meter, which for a timer is the count} */
    private static Map<String, Double> meters(Object registry) throws Exception {
        Map<String, Double> values = new TreeMap<>();
        for (Object meter : (Collection<?>) ServiceView.call(registry, "getMeters")) {
            Object first = ((Iterable<?>) ServiceView.call(meter, "measure"))
                    .iterator()
                    .next();
            values.put((String) ServiceView.call(ServiceView.call(meter, "getId"), "getName"), (Double)
                    ServiceView.call(first, "getValue"));
        }
        return values;
    }

    @Test
    void openTelemetryReportsUntilThePoolIsClosed() throws Exception {
        container.install(jarWith(Class.forName("io.opentelemetry.common.ComponentLoader")));
        container.install(jarWith(Class.forName("io.opentelemetry.context.Context")));
        Bundle api = container.install(jarWith(OpenTelemetry.class));
        container.install(jarWith(Class.forName("io.opentelemetry.sdk.resources.Resource")));
        Bundle sdk = container.install(jarWith(SdkMeterProvider.class));
        Bundle telemetry = started(container.install(Built.jar("module-opentelemetry")));
        AtomicReference<Object> registration = new AtomicReference<>();
        Class<?> readerType = sdk.loadClass("io.opentelemetry.sdk.metrics.export.MetricReader");
        Object reader = proxy(readerType, Map.of("getAggregationTemporality", cumulative(sdk)), registration);
        Class<?> builderType = sdk.loadClass("io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder");
        Object builder = sdk.loadClass("io.opentelemetry.sdk.metrics.SdkMeterProvider")
                .getMethod("builder")
                .invoke(null);
        builderType.getMethod("registerMetricReader", readerType).invoke(builder, reader);
        Object provider = builderType.getMethod("build").invoke(builder);
        Class<?> openTelemetryType = api.loadClass("io.opentelemetry.api.OpenTelemetry");
        Object openTelemetry = proxy(openTelemetryType, Map.of("getMeterProvider", provider), registration);
        Class<?> type = telemetry.loadClass("io.conecta.opentelemetry.ConectaTelemetry");
        Object pool = pool(Map.of("maxSize", 3));
        Object observing = type.getMethod("create", openTelemetryType).invoke(null, openTelemetry);
        type.getMethod("observe", telemetry.loadClass(POOL)).invoke(observing, pool);

        useOnce(pool);

        assertThat(collected(registration.get()))
                .containsKeys(
                        "db.client.connection.count", "db.client.connection.max", "db.client.connection.use_time");
        container.bundle("io.conecta.demo").stop();
        assertThat(collected(registration.get())).doesNotContainKey("db.client.connection.count");
    }

    private static Object cumulative(Bundle sdk) throws Exception {
        return sdk.loadClass("io.opentelemetry.sdk.metrics.data.AggregationTemporality")
                .getField("CUMULATIVE")
                .get(null);
    }

    /** {@return the descriptions of what is reported now, by name} */
    private static Map<String, String> collected(Object registration) throws Exception {
        Map<String, String> metrics = new TreeMap<>();
        for (Object metric : (Collection<?>) ServiceView.call(registration, "collectAllMetrics")) {
            metrics.put(
                    (String) ServiceView.call(metric, "getName"), (String) ServiceView.call(metric, "getDescription"));
        }
        return metrics;
    }

    /** {@return an instance with these answers; a reader keeps what it is registered with} */
    private static Object proxy(Class<?> type, Map<String, Object> answers, AtomicReference<Object> registration) {
        InvocationHandler handler = new InvocationHandler() {
            @Override
            public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
                if (answers.containsKey(method.getName())) {
                    return answers.get(method.getName());
                }
                if (method.getName().equals("register")) {
                    registration.set(arguments[0]);
                    return null;
                }
                return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
            }
        };
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static Bundle started(Bundle bundle) throws Exception {
        bundle.start();
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        return bundle;
    }

    /** {@return the jar that the class path has this from} */
    private static Path jarWith(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
