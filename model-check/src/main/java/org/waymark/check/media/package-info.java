/**
 * Faults of the medium: what becomes of a small log when its files are no longer what was written.
 *
 * <p>{@code Specimens} makes the log in each state in which its last life may have ended, {@code
 * Damages} enumerates the faults, {@code Judge} has the shipped code open, read and use what is
 * left, and {@code MediaLayer} counts. The promise (P9) is that damage is refused with nothing
 * changed, or found on reading, or changes nothing; but for one exemption, whose size is a result.
 * Nothing here is shared between threads but what is immutable.
 *
 * <p><b>Not checked here:</b> two faults at once, other than sets of files removed; damage while a
 * log is open; whoever reads beside a writer.
 */
@NullMarked
package org.waymark.check.media;

import org.jspecify.annotations.NullMarked;
