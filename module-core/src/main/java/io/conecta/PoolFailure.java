package io.conecta;

import io.conecta.internal.runtime.DurationText;
import java.time.Duration;

/**
 * Something that went wrong in a pool, for the people who operate it. Only text: the object that failed may be long gone.
 *
 * @param what what failed: {@code creation}, {@code ping}, {@code close}, {@code prepare}, {@code reset}, {@code queue}, or
 *     {@code configuration} if one was refused and has not been fixed since
 * @param error what was thrown, and its root cause
 * @param age how long ago that was
 */
public record PoolFailure(String what, String error, Duration age) {
    /** {@return its parts by name, the age as options are written} */
    @Override
    public String toString() {
        return "PoolFailure[what=" + what + ", error=" + error + ", age=" + DurationText.age(age) + "]";
    }
}
