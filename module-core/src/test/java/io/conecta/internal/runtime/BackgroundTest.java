package io.conecta.internal.runtime;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.kit.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Background")
class BackgroundTest {
    private static final class SetTime implements Clock {
        private long now;

        SetTime(long now) {
            this.now = now;
        }

        void pass(long nanos) {
            now = now + nanos;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            throw new UnsupportedOperationException("nobody parks here");
        }
    }

    private final SetTime time = new SetTime(Long.MAX_VALUE - 50);
    private final Background background = new Background(time, false);
    private final List<String> ran = new ArrayList<>();

    private Background.Timer in(long nanos, String name) {
        Background.Timer timer = background.schedule(nanos, () -> ran.add(name));
        return Objects.requireNonNull(timer);
    }

    @Test
    @DisplayName("timers run when they are due, in their order, across the wrap of nanoTime")
    void order() {
        in(200, "third");
        in(10, "first");
        in(100, "second");
        in(100, "second too");
        assertThat(background.untilNext()).isEqualTo(10);
        background.runDue();
        assertThat(ran).isEmpty();
        time.pass(150);
        assertThat(time.now).isNegative();
        background.runDue();
        assertThat(ran).containsExactly("first", "second", "second too");
        assertThat(background.untilNext()).isEqualTo(50);
        time.pass(50);
        background.runDue();
        assertThat(ran).hasSize(4);
        assertThat(background.users()).isZero();
        assertThat(background.untilNext()).isEqualTo(Clock.FOREVER);
    }

    @Test
    @DisplayName("a timer in the far future / an overdue one / does not hold it up")
    void farFuture() {
        in(10, "soon");
        time.pass(1_000);
        background.schedule(Clock.FOREVER - 5, () -> ran.add("in 292 years"));
        background.runDue();
        assertThat(ran).containsExactly("soon");
    }

    @Test
    @DisplayName("a delay for ever / sets nothing")
    void forEver() {
        assertThat(background.schedule(Clock.FOREVER, () -> {})).isNull();
        background.cancel(null);
        assertThat(background.users()).isZero();
    }

    @Test
    @DisplayName("a cancelled timer does not run and holds nothing; cancelling it again does nothing")
    void cancelled() {
        Background.Timer timer = in(10, "never");
        assertThat(background.users()).isEqualTo(1);
        background.cancel(timer);
        background.cancel(timer);
        assertThat(background.users()).isZero();
        time.pass(20);
        background.runDue();
        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("a timer that throws / the others run, and it runs again a little later")
    void failing() {
        int[] runs = {0};
        background.schedule(1, () -> {
            if (++runs[0] < 3) {
                throw new OutOfMemoryError("made up");
            }
        });
        in(1, "next");
        time.pass(1);
        background.runDue();
        assertThat(ran).containsExactly("next");
        assertThat(runs[0]).isEqualTo(1);
        for (int round = 2; round < 4; round++) {
            assertThat(background.users()).isEqualTo(1);
            time.pass(background.untilNext());
            background.runDue();
            assertThat(runs[0]).isEqualTo(round);
        }
        assertThat(background.users()).isZero();
    }

    @Test
    @DisplayName("no thread can be started / work is kept in line, in order, and done when one can; nothing runs here")
    void noWorkers() {
        boolean[] none = {true};
        List<Thread> runners = new CopyOnWriteArrayList<>();
        Background starved = new Background(time, false, (name, task) -> {
            if (none[0]) { // Here, since the JDK's executors no longer call an overridden start().
                throw new OutOfMemoryError("made up: unable to create native thread");
            }
            return new Thread(task, name);
        });
        List<Integer> done = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            starved.execute(Work.of(() -> {
                done.add(number);
                runners.add(Thread.currentThread());
            }));
        }
        starved.runDue();
        assertThat(done).isEmpty();
        assertThat(starved.users()).isEqualTo(5);
        assertThat(starved.untilNext()).as("it is tried again soon").isLessThan(SECONDS.toNanos(1));
        none[0] = false;
        starved.runDue();
        Patience.until("all is done", () -> starved.users() == 0);
        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        assertThat(runners).doesNotContain(Thread.currentThread());
    }

    @Test
    @DisplayName("the process was stopped / that is noticed while timers are set, and never overstated")
    void stalled() {
        in(SECONDS.toNanos(1), "soon");
        time.pass(SECONDS.toNanos(1));
        background.runDue();
        assertThat(background.stalled()).as("in time").isZero();
        in(SECONDS.toNanos(1), "late");
        time.pass(SECONDS.toNanos(7));
        background.runDue();
        assertThat(background.stalled()).isEqualTo(SECONDS.toNanos(7));
    }

    @Test
    @DisplayName("a timer is a little late / the delay counts as stopped, the time before does not")
    void aLittleLate() {
        in(SECONDS.toNanos(1), "soon");
        time.pass(SECONDS.toNanos(1) + MILLISECONDS.toNanos(50));
        background.runDue();
        assertThat(background.stalled()).isEqualTo(MILLISECONDS.toNanos(50));
    }

    @Test
    @DisplayName("nobody can reach an object any more / what was to be done then is done")
    void unreachable() {
        CountDownLatch done = new CountDownLatch(1);
        background.whenUnreachable(new Object(), Work.of(done::countDown));
        Patience.until("it is noticed", () -> {
            System.gc();
            background.runDue();
            return done.getCount() == 0;
        });
    }

    @Test
    @DisplayName("threads are daemons, inherit nothing, and end with the last user")
    void threads() throws Exception {
        Background real = new Background(Clock.SYSTEM, true);
        real.retain();
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        real.execute(Work.of(() -> {
            worker.set(Thread.currentThread());
            ended.countDown();
        }));
        assertThat(ended.await(20, SECONDS)).isTrue();
        Thread thread = Objects.requireNonNull(worker.get());
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isNull();
        Patience.until("the task is over", () -> real.tasks() == 0);
        real.release();
        Patience.until("the worker has ended", () -> !thread.isAlive());
        assertThat(real.users()).isZero();
    }

    @Test
    @DisplayName("the timekeeper runs a timer in real time, and ends with the last pool")
    void timekeeper() throws Exception {
        Background real = new Background(Clock.SYSTEM, true);
        real.retain();
        AtomicReference<Thread> keeper = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        Background.Timer late = real.schedule(SECONDS.toNanos(3_600), () -> {});
        real.schedule(1_000_000, () -> {
            keeper.set(Thread.currentThread());
            ran.countDown();
        });
        assertThat(ran.await(20, SECONDS)).isTrue();
        Thread thread = Objects.requireNonNull(keeper.get());
        assertThat(thread.getName()).isEqualTo("conecta-timekeeper");
        real.release();
        Patience.until("only the late timer is left", () -> real.users() == 1);
        assertThat(thread.isAlive()).isTrue();
        real.cancel(late);
        Patience.until("the timekeeper has ended", () -> !thread.isAlive());
    }

    @Test
    @DisplayName("the timekeeper is interrupted / it keeps time, and waits as before")
    void interruptedTimekeeper() throws Exception {
        Background real = new Background(Clock.SYSTEM, true);
        real.retain();
        AtomicReference<Thread> keeper = new AtomicReference<>();
        real.schedule(0, () -> keeper.set(Thread.currentThread()));
        Patience.until("it has run a timer", () -> keeper.get() != null);
        Thread thread = Objects.requireNonNull(keeper.get());
        Patience.until("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        Patience.until("it has not kept the interrupt, which ends every wait at once", () -> !thread.isInterrupted());
        CountDownLatch ran = new CountDownLatch(1);
        real.schedule(1_000, ran::countDown);
        assertThat(ran.await(20, SECONDS)).isTrue();
        real.release();
        Patience.until("the timekeeper has ended", () -> !thread.isAlive());
    }

    @Test
    @DisplayName("no thread for the timekeeper / no pool is built; a timer waits until there is one")
    void noTimekeeper() throws Exception {
        boolean[] none = {true};
        Background real = new Background(Clock.SYSTEM, true, (name, task) -> new Thread(task, name) {
            @Override
            public synchronized void start() {
                if (none[0]) {
                    throw new OutOfMemoryError("made up: unable to create native thread");
                }
                super.start();
            }
        });
        assertThatThrownBy(real::retain).isInstanceOf(OutOfMemoryError.class);
        assertThat(real.users()).isZero();
        CountDownLatch ran = new CountDownLatch(2);
        real.schedule(1, ran::countDown);
        none[0] = false;
        real.schedule(1, ran::countDown);
        assertThat(ran.await(20, SECONDS)).isTrue();
        Patience.until("nothing is left", () -> real.users() == 0);
    }

    @Test
    @DisplayName("threads are in no group of the thread that started them, which may be another application's")
    void threadGroup() throws Exception {
        Background real = new Background(Clock.SYSTEM, true);
        ThreadGroup group = new ThreadGroup("somebody's");
        List<ThreadGroup> groups = new CopyOnWriteArrayList<>();
        Runnable note = () -> groups.add(Thread.currentThread().getThreadGroup());
        Thread starter = new Thread(group, () -> {
            real.execute(Work.of(note));
            real.schedule(1, note);
        });
        starter.start();
        starter.join();
        Patience.until("worker and timekeeper have run", () -> groups.size() == 2);
        assertThat(groups).doesNotContain(group);
        Patience.until("nothing is left", () -> real.users() == 0);
    }
}
