package org.waymark.log;

/**
 * Where a completely written capsule lies, in the capsule log of the incarnation that wrote it.
 *
 * @param id the capsule's id, a digest of its content alone
 * @param location the first symbol's {@link Location}
 * @param length the payload's length in bytes, 1 to 2^30
 * @param firstSegment the lowest number of a capsule segment that holds one of its symbols
 * @param lastSegment the highest such number
 */
public record Extent(Id128 id, long location, long length, int firstSegment, int lastSegment) {}
