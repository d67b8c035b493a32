package io.conecta;

import java.time.Duration;

/**
 * Something that went wrong in a pool, for the people who operate it. Only text: the object that failed may be long gone.
 *
 * @param what what failed: {@code creation}, {@code ping}, {@code close}, {@code prepare}, {@code reset}, {@code queue}, or
 *     {@code configuration} if one was refused and has not been fixed since
 * @param error what was thrown, and its root cause
 * @param age how long ago that was
 */
public record PoolFailure(String what, String error, Duration age) {}
