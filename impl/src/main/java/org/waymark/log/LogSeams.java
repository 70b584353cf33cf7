package org.waymark.log;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the log needs from the world besides a disk.
 *
 * @param exclusions makes the mutual exclusions that may be held across I/O
 * @param nanoTime a monotonic clock in nanoseconds, for durations in reports only
 */
public record LogSeams(Supplier<Exclusion> exclusions, LongSupplier nanoTime) {}
