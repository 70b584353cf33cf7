package org.waymark.validation;

/**
 * A dangerous structure that admitting a transaction, <em>me</em>, would complete: two
 * rw-antidependencies in a row, {@code in → pivot → out}, where neither of the others ended before
 * {@code out}.
 *
 * @param amPivot whether I am the pivot; otherwise the pivot is admitted already, and I am {@code
 *     in}
 * @param with the other of the two: where {@code in} ended (for a transaction that only read, where
 *     it began), or the pivot's sequence
 * @param withOnlyRead whether that other one only read; a pivot never did
 * @param out the lowest sequence that the pivot points to
 */
public record Danger(boolean amPivot, long with, boolean withOnlyRead, long out) {}
