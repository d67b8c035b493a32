package io.conecta.contract;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.conecta.KeyedPool;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Failures;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What user code throws is named by its class if it cannot be printed, and is not lost. */
@ExtendWith(PoolLaws.class)
@DisplayName("User code throws what cannot be printed")
class UnprintableTest {
    /** Throws from whatever a message could be made of. */
    private static final class Mute extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Throwable instead;

        private Mute(Throwable instead) {
            super("made up");
            this.instead = instead;
        }

        @Override
        public String getMessage() {
            throw Mute.<RuntimeException>sneaky(instead);
        }

        @Override
        public String getLocalizedMessage() {
            throw Mute.<RuntimeException>sneaky(instead);
        }

        @Override
        public synchronized Throwable getCause() {
            throw Mute.<RuntimeException>sneaky(instead);
        }

        @Override
        public String toString() {
            throw Mute.<RuntimeException>sneaky(instead);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }

    static Stream<Throwable> instead() {
        return Stream.of(
                new IllegalStateException("made up"),
                new OutOfMemoryError("made up"),
                new StackOverflowError("made up"),
                new IOException("made up"));
    }

    @ParameterizedTest
    @MethodSource("instead")
    @DisplayName("newFunc / the borrower gets the usual exception, with the original as its cause")
    void newFunc(Throwable instead, Kit kit) {
        Log log = kit.log();
        Pool<Thing> pool = kit.pool(2);
        Mute mute = new Mute(instead);
        kit.creating(() -> {
            throw mute;
        });
        PoolCreateException failure = kit.borrower(pool).failure(PoolCreateException.class);
        assertThat(failure.getCause() == mute).isTrue();
        assertThat(failure).hasMessageContaining("newFunc failed: " + Mute.class.getName() + "; ");
        kit.time().quiesce();
        PoolTimeoutException late = kit.borrower(pool, ZERO).failure(PoolTimeoutException.class);
        assertThat(late.getCause() == mute).isTrue();
        assertThat(late).hasMessageContaining(Mute.class.getName());
        assertThat(pool.failures().get(0).error()).isEqualTo(Mute.class.getName());
        assertThat(pool.health().reason()).contains(Mute.class.getName());
        assertThat(pool.report().toString()).contains(Mute.class.getName());
        assertThat(log.lines("newFunc failed: " + Mute.class.getName())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("instead")
    @DisplayName("newFunc, and the next creation succeeds / its object is lent, and the recovery told")
    void recovery(Throwable instead, Kit kit) {
        Log log = kit.log();
        Pool<Thing> pool = kit.pool(2);
        Mute mute = new Mute(instead);
        kit.creating(() -> {
            if (kit.creations() == 1) {
                throw mute;
            }
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        Thing thing = kit.borrow(pool);
        kit.time().quiesce();
        assertThat(log.lines("creations succeed again"))
                .singleElement()
                .asString()
                .endsWith("; the last: " + Mute.class.getName());
        pool.put(thing);
    }

    @ParameterizedTest
    @MethodSource("instead")
    @DisplayName("prepareFunc / the same")
    void prepareFunc(Throwable instead, Kit kit) {
        Mute mute = new Mute(instead);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> {
            throw mute;
        }));
        PoolCreateException failure = kit.borrower(pool).failure(PoolCreateException.class);
        assertThat(failure.getCause() == mute).isTrue();
        assertThat(failure).hasMessageContaining("prepareFunc failed on a new object: " + Mute.class.getName() + "; ");
    }

    @ParameterizedTest
    @MethodSource("instead")
    @DisplayName(
            "newFunc, of an initial object / build() throws the usual exception and closes what was created before")
    void initialObjects(Throwable instead, Kit kit) {
        Mute mute = new Mute(instead);
        kit.creating(() -> {
            if (kit.creations() == 3) {
                throw mute;
            }
        });
        kit.mayLive(3);
        Throwable failure =
                catchThrowable(() -> kit.build(kit.builder().maxSize(3).initialSize(3)));
        assertThat(failure).isInstanceOf(PoolCreateException.class).hasMessageContaining(Mute.class.getName());
        assertThat(failure.getCause() == mute).isTrue();
    }

    @ParameterizedTest
    @MethodSource("instead")
    @DisplayName("an executor refuses with it / the same")
    void executor(Throwable instead, Kit kit) {
        Mute mute = new Mute(instead);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).executor(task -> {
            throw Mute.<RuntimeException>sneaky(mute);
        }));
        PoolCreateException failure = kit.borrower(pool).failure(PoolCreateException.class);
        assertThat(failure).hasMessageContaining("the executor refused newFunc: " + Mute.class.getName() + "; ");
    }

    /** Cannot be printed either. */
    private record MuteKey(Throwable instead) {
        @Override
        public String toString() {
            throw Mute.<RuntimeException>sneaky(instead);
        }
    }

    @ParameterizedTest
    @MethodSource("instead")
    @DisplayName("a key / is named by its class")
    void key(Throwable instead) throws Exception {
        MuteKey key = new MuteKey(instead);
        try (KeyedPool<MuteKey, Object> pool = KeyedPool.builder((MuteKey each) -> new Object())
                .name("mute")
                .maxSize(1)
                .build()) {
            Object lent = pool.getOrCreate(key);
            assertThatThrownBy(() -> pool.getOrCreate(key, ZERO))
                    .isInstanceOf(PoolTimeoutException.class)
                    .hasMessageContaining(MuteKey.class.getName());
            assertThat(pool.report().toString()).isNotEmpty();
            pool.put(key, lent);
        }
    }

    @Test
    @DisplayName("what can be printed is, though its cause cannot, and the other way round")
    @SuppressWarnings({"NullAway", "OverrideThrowableToString", "ToStringReturnsNull"})
    void half() {
        Mute mute = new Mute(new IllegalStateException("made up"));
        assertThat(Failures.text(new IOException("refused", mute)))
                .isEqualTo("java.io.IOException: refused, caused by " + Mute.class.getName());
        Exception none = new Exception() {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return null;
            }
        };
        assertThat(Failures.text(none)).isEqualTo(none.getClass().getName());
    }
}
