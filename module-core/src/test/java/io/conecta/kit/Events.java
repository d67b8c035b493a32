package io.conecta.kit;

import io.conecta.Loan;
import io.conecta.PoolHealth;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener that writes down what it hears, one short line an event, and then does what the test asks. */
public final class Events implements PoolListener<Thing> {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Loan> leaks = new CopyOnWriteArrayList<>();
    private final List<PoolTimeoutException> timeouts = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> reaction = line -> {};

    /** What to do at every event: throw, or stop at a gate. */
    public void react(Consumer<String> how) {
        reaction = how;
    }

    /** {@return what was heard so far} */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@return the lines that begin like this} */
    public List<String> lines(String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    public List<Loan> leaks() {
        return List.copyOf(leaks);
    }

    /** {@return what borrowers got that timed out} */
    public List<PoolTimeoutException> timeouts() {
        return List.copyOf(timeouts);
    }

    /** {@return what user code threw, as reported} */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void onCreate(Thing object) {
        heard("create " + object.id());
    }

    @Override
    public void onPingSuccess(Thing object) {
        heard("ping " + object.id());
    }

    @Override
    public void onPingFailure(Thing object, int count) {
        heard("ping failed " + object.id() + " x" + count);
    }

    @Override
    public void onDown(PoolHealth health) {
        heard("down " + health.status());
    }

    @Override
    public void onUp(PoolHealth health) {
        heard("up " + health.status());
    }

    @Override
    public void onClose(Thing object, @Nullable Throwable error) {
        heard("close " + object.id()
                + (error == null ? "" : " " + error.getClass().getSimpleName()));
    }

    @Override
    public void onHookFailure(Hook hook, @Nullable Thing object, Throwable error) {
        failures.add(error);
        heard("failed " + hook + (object == null ? "" : " " + object.id()) + " "
                + error.getClass().getSimpleName());
    }

    @Override
    public void onLeak(Loan loan, boolean reclaimed) {
        leaks.add(loan);
        heard("leak " + ((Thing) loan.object()).id() + (reclaimed ? " reclaimed" : ""));
    }

    @Override
    public void onTimeout(PoolTimeoutException timeout) {
        timeouts.add(timeout);
        heard("timeout");
    }

    @Override
    public void onReconfigured(PoolSettings before, PoolSettings after) {
        heard("reconfigured " + before.maxSize() + " to " + after.maxSize());
    }

    private void heard(String line) {
        lines.add(line);
        reaction.accept(line);
    }
}
