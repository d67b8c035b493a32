package io.conecta.shell;

import io.conecta.PoolSettings;
import io.conecta.config.PoolConfiguration;
import java.time.Duration;

/** Figures as people read them. */
final class Texts {
    private Texts() {}

    /** {@return an age, to the second once it is more than that, else to the millisecond} */
    static String age(Duration age) {
        return PoolConfiguration.text(
                age.toSeconds() > 0 ? Duration.ofSeconds(age.toSeconds()) : Duration.ofMillis(age.toMillis()));
    }

    /** {@return the number, or {@code none} if there is no limit} */
    static String limit(int number) {
        return number == PoolSettings.UNLIMITED ? "none" : String.valueOf(number);
    }

    /** {@return such as {@code 3 of 10}; the number alone if there is no limit} */
    static String of(int number, int limit) {
        return limit == PoolSettings.UNLIMITED ? String.valueOf(number) : number + " of " + limit;
    }
}
