package io.conecta.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What javac infers for a body: the calls below are the test, as much as what they return. */
@ExtendWith(PoolLaws.class)
@DisplayName("Call")
class CallTest {
    @Test
    @DisplayName("a body that throws nothing checked / call / the caller handles nothing but the interrupt")
    void throwsWhatTheBodyThrows(Kit kit) throws InterruptedException {
        Pool<Thing> pool = kit.pool(1);

        String name = pool.call(thing -> "thing");
        pool.run(thing -> assertThat(thing).isNotNull());

        assertThat(name).isEqualTo("thing");
    }

    @Test
    @DisplayName("a body that throws one checked exception / call / the caller handles that one")
    void throwsNoMoreThanTheBodyThrows(Kit kit) throws InterruptedException {
        Pool<Thing> pool = kit.pool(1);
        IOException down = new IOException("down");

        try {
            pool.run(thing -> {
                throw down;
            });
        } catch (IOException caught) {
            assertThat(caught).isSameAs(down);
            return;
        }
        throw new AssertionError("the body's exception is lost");
    }

    @Test
    @DisplayName("the parameter's type is named, or the body is a method / println(call(...)) / not ambiguous")
    void goesStraightToAnOverloadedMethod(Kit kit) throws InterruptedException {
        Pool<Thing> pool = kit.pool(1);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);

        out.print(pool.call((Thing thing) -> "first "));
        out.print(pool.call(CallTest::second));
        out.print(String.valueOf(pool.call((Thing thing) -> 3)));
        out.flush();

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("first second 3");
    }

    @Test
    @DisplayName("a body that always throws / call / its exception, whatever the result was to be")
    void alwaysThrows(Kit kit) {
        Pool<Thing> pool = kit.pool(1);

        assertThatThrownBy(() -> pool.call(thing -> {
                    throw new IllegalStateException("down");
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("down");
    }

    private static String second(Thing thing) {
        assertThat(thing).isNotNull();
        return "second ";
    }
}
