package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** The shell bundle where Felix Health Checks are there; everywhere else in these tests they are not. On Felix and on Equinox. */
class HealthIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @Test
    void aPoolThatCannotReachItsServerIsCritical() throws Exception {
        Map<String, String> packages = Map.of(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                "org.osgi.service.cm;version=1.6.1,org.apache.felix.hc.api;version=2.0.0");
        try (Container container = Container.start(packages, Built.bundles())) {
            HealthCheck health = container.service(HealthCheck.class);
            assertThat(health.execute().getStatus()).isEqualTo(Result.Status.OK);

            container.configure(PID, Map.of("host", "127.0.0.1", "port", 1));
            Object pool = container.service(container.await(PID));
            assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate")).hasMessageContaining("no server at");

            Container.await("the check to see it", () -> health.execute().getStatus() == Result.Status.CRITICAL);
            assertThat(health.execute())
                    .asString()
                    .contains("TcpClient: down for ", "creations fail: java.io.IOException: no server at");
        }
    }
}
