package io.conecta.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.internal.runtime.Clock;
import io.conecta.kit.Jvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cold start")
class ColdStartTest {
    private static final String LENT = "the first object was lent and returned";
    /** Each takes a fifth of a millisecond or more; 103 when this was written. */
    private static final int MOST_CLASSES = 107;

    /** What a new JVM loads until a pool, its first, has lent an object. */
    private static final List<String> LOADED = new ArrayList<>();

    @BeforeAll
    static void startJvm() throws IOException, InterruptedException {
        List<String> said = Jvm.run(FirstBorrow.class, "-Xlog:class+load:stdout:none");
        assertThat(said).contains(LENT);
        said.stream()
                .takeWhile(line -> !line.equals(LENT))
                .filter(line -> line.startsWith("io.conecta.") && !line.contains("ColdStartTest"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .forEach(LOADED::add);
    }

    @Test
    @DisplayName("the first borrow / no lambda and no method reference is on its way")
    void noLambda() {
        assertThat(LOADED).contains(Engine.class.getName()).noneMatch(name -> name.contains("Lambda"));
    }

    @Test
    @DisplayName("the first borrow / no switch over an enum is on its way, whose table is a class without a name")
    void noTableOfSwitch() {
        assertThat(LOADED)
                .filteredOn(name -> name.matches(".*\\$\\d+"))
                .containsExactly(Clock.SYSTEM.getClass().getName());
    }

    @Test
    @DisplayName(
            "the first borrow / loads what it needs, and neither the slow parts nor the events of the flight recorder")
    void fewClasses() {
        assertThat(LOADED)
                .hasSizeLessThanOrEqualTo(MOST_CLASSES)
                .doesNotContain(SlowParts.class.getName(), "io.conecta.internal.runtime.FlightEvents$OfPool");
    }

    /** The new JVM's program. */
    static final class FirstBorrow {
        private FirstBorrow() {}

        public static void main(String[] args) throws InterruptedException {
            Pool<Object> pool = Pool.builder(new Anything()).build();
            pool.put(pool.getOrCreate());
            System.out.println(LENT);
            Runtime.getRuntime().halt(0);
        }
    }

    private static final class Anything implements NewFunc<Object> {
        @Override
        public Object create() {
            return new Object();
        }
    }
}
