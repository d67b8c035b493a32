package io.conecta.fleet.sim;

import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time: what happens when. Everything that a simulation draws by lot comes from one seed. */
final class Agenda {
    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long number;

    Agenda(long seed) {
        random = new Random(seed);
    }

    long now() {
        return now;
    }

    void at(long time, Runnable action) {
        events.add(new Event(Math.max(now, time), number++, action));
    }

    void in(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    /** {@return a number from zero up to this} */
    long upTo(long most) {
        return (long) (random.nextDouble() * most);
    }

    boolean oneIn(double times) {
        return random.nextDouble() * times < 1;
    }

    /** Runs until this time. */
    void run(long until) {
        while (!events.isEmpty() && events.peek().at <= until) {
            Event next = events.remove();
            now = next.at;
            next.action.run();
        }
        now = until;
    }
}
