package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PoolLaws.class)
@DisplayName("Events of the flight recorder")
class FlightTest {
    private final Recording recording = new Recording();

    @TempDir
    Path folder;

    @BeforeEach
    void record() {
        recording.enable("io.conecta.Wait").withThreshold(ofMillis(0));
        recording.enable("io.conecta.PoolStatistics").with("period", "everyChunk");
        recording.start();
    }

    @AfterEach
    void end() {
        recording.close();
    }

    /** {@return what was recorded of this pool so far, by kind, in the order in which it began} */
    private List<RecordedEvent> events(Pool<?> pool, String kind) throws IOException {
        Path file = folder.resolve(kind + ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.conecta." + kind))
                .filter(event -> event.getString("pool").equals(pool.name()))
                .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
                .toList();
    }

    @Test
    @DisplayName("creations, pings and closes, with how they ended")
    void hooks(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder().name("hooks").maxSize(2).retryDelay(ofMinutes(1)));
        Thing thing = kit.borrow(pool);
        pool.put(thing);
        kit.time().advance(ofSeconds(10));
        kit.pinging((each, failures) -> false);
        kit.closing(each -> {
            throw new IOException("half closed");
        });
        kit.time().advance(ofSeconds(10));
        kit.time().advance(ofSeconds(10));
        kit.creationsFail("connection refused");
        kit.borrower(pool).awaitDone();

        assertThat(events(pool, "Create"))
                .extracting(event -> event.getBoolean("succeeded") + " " + event.getString("failure"))
                .startsWith("true null", "false java.io.IOException: connection refused");
        assertThat(events(pool, "Ping"))
                .extracting(event -> event.getBoolean("healthy"))
                .startsWith(true, false);
        assertThat(events(pool, "Close"))
                .extracting(event -> event.getString("failure"))
                .containsExactly("java.io.IOException: half closed");
        kit.mayStayOpen();
    }

    @Test
    @DisplayName("waits, with their end, and that nothing is left")
    void waits(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder().name("waits").maxSize(1).initialSize(1));
        Thing thing = kit.borrow(pool);
        Borrower<Thing> served = kit.borrower(pool).awaitParked();
        Borrower<Thing> late = kit.borrower(pool, ofMillis(50)).awaitParked();
        kit.time().advance(ofMillis(50));
        late.failure(PoolTimeoutException.class);
        pool.put(thing);
        pool.put(served.result());

        assertThat(events(pool, "Wait"))
                .extracting(event -> event.getBoolean("served"))
                .containsExactly(true, false);
        assertThat(events(pool, "Exhausted")).singleElement().satisfies(event -> {
            assertThat(event.getInt("taken")).isEqualTo(1);
            assertThat(event.getInt("maxSize")).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("an outage and its end")
    void outage(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder().name("outage").maxSize(1));
        kit.creationsFail("connection refused");
        kit.borrower(pool).awaitDone();
        kit.creating(() -> {});
        kit.time().advance(ofSeconds(5));

        assertThat(events(pool, "Down"))
                .singleElement()
                .satisfies(event -> assertThat(event.getString("reason")).contains("connection refused"));
        assertThat(events(pool, "Up"))
                .singleElement()
                .satisfies(event -> assertThat(event.getLong("outage")).isBetween(1L, 5_000L));
    }

    @Test
    @DisplayName("a leak, with its borrower and the place")
    void leak(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder()
                .name("leak")
                .maxSize(1)
                .leakThreshold(ofSeconds(10))
                .leakTraces("all"));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofSeconds(11));
        pool.put(thing);

        assertThat(events(pool, "Leak")).singleElement().satisfies(event -> {
            assertThat(event.getString("borrower")).isEqualTo("borrower-1");
            assertThat(event.getString("place")).contains("Kit");
            assertThat(event.getDuration("age")).isBetween(ofSeconds(10), ofSeconds(11));
            assertThat(event.getBoolean("reclaimed")).isFalse();
        });
    }

    @Test
    @DisplayName("statistics of every open pool, and none of a closed one")
    void statistics(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder().name("statistics").maxSize(3).initialSize(2));
        Pool<Thing> other = kit.fullPool(1);
        Thing thing = kit.borrow(pool);
        other.close();

        List<RecordedEvent> all = events(pool, "PoolStatistics");

        assertThat(all).isNotEmpty();
        RecordedEvent last = all.get(all.size() - 1);
        assertThat(last.getInt("maxSize")).isEqualTo(3);
        assertThat(last.getInt("idle")).isEqualTo(1);
        assertThat(last.getInt("lent")).isEqualTo(1);
        assertThat(last.getLong("borrowed")).isEqualTo(1);
        assertThat(last.getString("oldestBorrower")).isEqualTo("borrower-1");
        int before = events(other, "PoolStatistics").size();
        recording.dump(folder.resolve("again.jfr"));
        assertThat(events(other, "PoolStatistics")).hasSize(before);
        pool.put(thing);
    }
}
