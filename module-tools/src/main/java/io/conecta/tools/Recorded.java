package io.conecta.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** What a recording tells of the pools of a process. Not thread-safe. */
final class Recorded {
    private static final String PREFIX = "io.conecta.";
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private final Map<String, PoolHistory> pools = new TreeMap<>();
    private Instant start = Instant.MAX;
    private Instant end = Instant.MIN;
    private @Nullable String damage;

    private Recorded() {}

    /**
     * Reads a recording.
     *
     * @throws IOException if nothing can be learnt from it, with the file and the way out
     */
    static Recorded read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is not a file" : " does not exist")
                    + "; name a recording, such as jcmd PID JFR.dump filename=recording.jfr writes");
        }
        if (!Files.isReadable(file)) {
            throw new IOException(file + " may not be read; give this user permission to read it");
        }
        Recorded recorded = new Recorded();
        long others = recorded.take(file);
        if (recorded.pools.isEmpty()) {
            throw new IOException(recorded.damage == null ? lacksPools(file, others) : recorded.damage);
        }
        recorded.pools.values().forEach(PoolHistory::finish);
        for (PoolHistory pool : recorded.pools.values()) {
            pool.outages.forEach(outage -> recorded.start = earlier(recorded.start, outage.from()));
        }
        if (Duration.between(recorded.start, recorded.end).compareTo(SHORTEST) < 0) {
            recorded.end = recorded.start.plus(SHORTEST);
        }
        return recorded;
    }

    private static String lacksPools(Path file, long others) {
        return file + " holds no event of a pool, among " + Texts.count(others)
                + " others; record a process while it uses a pool of Conecta, for two seconds at least, and leave the events"
                + " io.conecta.* enabled";
    }

    /** {@return how many events were of something else} */
    private long take(Path file) {
        long others = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (!take(event)) {
                    others++;
                }
            }
        } catch (IOException | RuntimeException broken) { // The parser throws either, whatever it trips over.
            damage = file + " is not a whole recording (" + broken.getMessage()
                    + "); copy it again, or have it written anew with jcmd PID JFR.dump filename=" + file.getFileName();
        }
        return others;
    }

    private boolean take(RecordedEvent event) {
        String type = event.getEventType().getName();
        String pool = type.startsWith(PREFIX) ? new Fields(event).text("pool") : null;
        if (pool == null) {
            return false;
        }
        pools.computeIfAbsent(pool, PoolHistory::new).add(type.substring(PREFIX.length()), event);
        start = earlier(start, event.getStartTime());
        end = end.isAfter(event.getEndTime()) ? end : event.getEndTime();
        return true;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** {@return when the first event of a pool began, or an outage that was going on then} */
    Instant start() {
        return start;
    }

    /** {@return when the last event of a pool ended} */
    Instant end() {
        return end;
    }

    /** {@return what is wrong with the file, if only a part of it could be read, and the way out} */
    @Nullable
    String damage() {
        return damage;
    }

    /** {@return the pools, those in trouble first} */
    List<PoolHistory> pools() {
        return pools.values().stream()
                .sorted(Comparator.comparingLong((PoolHistory each) -> -each.trouble()))
                .toList();
    }
}
